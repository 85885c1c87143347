import type * as pulumi from "@pulumi/pulumi";
import type { PreviousRelease } from "../components/plan/previous-release";
import { type DefinitionArgs, serviceDefinition } from "../components/service/definition";
import { knownValues } from "./known-values";
import { type Places, placesOf } from "./places";
import { serviceSnapshot } from "./service-snapshot";
import type { ServiceStrategy } from "./strategies";

/**
 * Looks up where the versions of the services stand that keep the one before.
 *
 * @param secrets values of the stack's secrets by name
 * @returns the places of a service, by what it shall be
 */
export async function readPlaces(
    strategies: Readonly<Record<string, ServiceStrategy>>,
    secrets: Readonly<Record<string, pulumi.Input<string>>>,
    previous: PreviousRelease,
): Promise<(what: DefinitionArgs) => Places> {
    const alone = ({ model }: DefinitionArgs) => ({ live: model.name });
    if (!Object.values(strategies).some(({ standby }) => standby)) return alone;
    const values = await knownValues(secrets);
    return (what) => {
        const { model, compose } = what;
        if (strategies[model.name]?.standby !== true) return alone(what);
        return placesOf(
            model.name,
            serviceSnapshot(serviceDefinition(what).document, model, compose, values),
            previous,
        );
    };
}

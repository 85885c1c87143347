import type { ComposeModel, ServiceModel } from "../components/compose/model";
import type { ConfigProblem } from "./config/config-error";
import { nearestName } from "./config/nearest-name";

/** Why a service cannot be taken over, or be used as the configuration says. */
export type Reason = Pick<ConfigProblem, "found" | "expected" | "mend">;

/** A service of the compose file and where it stands, for messages. */
export function placeOf({ name, line }: ServiceModel, model: ComposeModel): string {
    return `service ${name} (${model.file}:${line})`;
}

/** A name that is none of a service of the compose file. */
export function unknownService(name: string, model: ComposeModel): Reason {
    const known = Object.keys(model.services);
    const near = nearestName(name, known);
    return {
        found: JSON.stringify(name),
        expected: `a service of ${model.file}: ${known.join(", ")}`,
        mend: near === undefined ? "write one of these, or add the service to the file" : `did you mean ${near}?`,
    };
}

/** An image that cannot be what it is taken for, by its name; what is built here may be anything. */
export function imageReasons(
    service: ServiceModel,
    model: ComposeModel,
    { others, kind, example }: { readonly others: RegExp; readonly kind: string; readonly example: string },
): readonly Reason[] {
    const { image, build } = service;
    if (image === undefined || build !== undefined) return [];
    const name = image.replace(/@.*$/, "").replace(/:[^/]*$/, "");
    const last = name.split("/").at(-1) ?? "";
    if (!/(?:^|\/)bitnami[^/]*\//.test(name) && !others.test(last)) return [];
    return [
        {
            found: `${placeOf(service, model)} with the image ${image}`,
            expected: `an image made like the official one of ${kind}`,
            mend: `write for example image: ${example}, or name another service`,
        },
    ];
}

import type * as pulumi from "@pulumi/pulumi";
import type { ComposeModel, ServiceModel } from "../components/compose/model";
import { hasGenerations } from "../components/compose/strategy";
import { documentFiles } from "../components/service/document-files";
import { Service, type ServiceArgs } from "../components/service/service";
import type { Shared } from "../components/service/shared";
import { Standby } from "../components/service/standby";
import type { StackConfig } from "./config";
import type { MadeDataServices } from "./data-services";
import type { images } from "./images";
import type { StandingVersion } from "./places";
import type { readPlaces } from "./read-places";
import type { ServiceStrategy } from "./strategies";

/** What the services of a stack are made with. */
export interface StartedServicesArgs extends Pick<ServiceArgs, "host" | "stack" | "secrets" | "networks" | "volumes"> {
    readonly config: Pick<StackConfig, "release">;
    readonly compose: ComposeModel;
    readonly shared: Shared;
    /** Tells the image of a service. */
    readonly built: ReturnType<typeof images>;
    readonly data: MadeDataServices;
    readonly strategies: Readonly<Record<string, ServiceStrategy>>;
    /** Container ports that the proxies serve, by service. */
    readonly ports: Readonly<Record<string, readonly number[]>>;
    /** Tells where the versions of a service stand. */
    readonly placesOf: Awaited<ReturnType<typeof readPlaces>>;
    /** The edge and the gateway, where something is routed. */
    readonly proxies: readonly pulumi.Resource[];
    /** Smoke flows, from `smokeJson`. */
    readonly smoke?: pulumi.Input<string>;
}

/** The services of a stack that have been started so far. */
export class StartedServices {
    /** In their version of this release, by name. */
    public readonly live: Record<string, Service> = {};
    /** Whom those wait for that need a service, by its name: the service itself, or what makes it ready. */
    public readonly completed: Record<string, pulumi.Resource> = {};
    /** Versions that stay beside those of this release. */
    public readonly standby: Standby[] = [];

    constructor(private readonly args: StartedServicesArgs) {}

    /** Starts a service after what it depends on, and after what comes before it whatever it says. */
    public start(model: ServiceModel, after: readonly pulumi.Resource[]): void {
        const { host, stack, config, compose, shared, built, data, strategies, ports, placesOf, proxies } = this.args;
        const { secrets, networks, volumes, smoke } = this.args;
        const { version, timeout, drain } = config.release;
        const { reference, image, digest } = built(model);
        const { strategy = "rolling" } = strategies[model.name] ?? {};
        const needed = Object.keys(model.dependsOn);
        const base = [shared, ...(image === undefined ? [] : [image])];
        const what = {
            ...{ stack, model, compose, strategy, volumes },
            image: reference,
            ...(image === undefined ? {} : { version }),
            routedPorts: ports[model.name] ?? [],
            routed: model.name in ports,
        };
        const places = placesOf(what);
        if (places.standby !== undefined) this.standby.push(this.#standBy(model, places.standby));
        const service = new Service(
            places.live,
            {
                ...what,
                ...{ host, timeout, drain, secrets, networks },
                ...(digest === undefined ? {} : { digest }),
                // What takes over by the routes is proven on the way.
                ...(smoke === undefined || hasGenerations(strategy) ? {} : { smoke }),
            },
            {
                dependsOn: [
                    ...base,
                    ...after,
                    ...data.prepare(model, reference, base),
                    ...needed.flatMap((name) => this.completed[name] ?? []),
                    // Who calls a routed service calls it through the gateway.
                    ...(needed.some((name) => name in ports) ? proxies : []),
                ],
            },
        );
        this.live[model.name] = service;
        this.completed[model.name] = data.complete(model, service) ?? service;
    }

    /** The version of a service that stays beside the one of this release. */
    #standBy({ name }: ServiceModel, { place, version: { snapshot } }: StandingVersion): Standby {
        const { host, stack, shared } = this.args;
        const args = { host, stack, service: name, ...documentFiles(snapshot.document) };
        return new Standby(place, args, { dependsOn: shared });
    }
}

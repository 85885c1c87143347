import { isPlaceholder } from "../compose/placeholder";
import type { ServiceSnapshot } from "./compare-services";
import { readServiceDocument } from "./service-document";

/** What Pulumi's state says of a stack: its resources by URN. */
export type StateResources = Readonly<Record<string, StateResource>>;

/** A resource of the state, with its secrets in clear: nothing of it may be shown as it is. */
export interface StateResource {
    readonly type: string;
    readonly outputs: Readonly<Record<string, unknown>>;
}

/** What is deployed, as far as a plan has to know it. */
export interface PreviousRelease {
    /** Of the app; absent when nothing was deployed to its end. */
    readonly version?: string;
    /** By name in the compose file; of one with a version on standby, that which has the requests. */
    readonly services: ReadonlyMap<string, PreviousService>;
    /** The same, and versions on standby, by the name of their resource. */
    readonly places: ReadonlyMap<string, PreviousService>;
    /** What the database was last looked at with. */
    readonly migration?: PreviousService;
}

/** A service, or the migration's job, that is deployed. */
export interface PreviousService {
    readonly snapshot: ServiceSnapshot;
    /** Of the script that deployed it. */
    readonly environment: Readonly<Record<string, unknown>>;
    /** Requests go to the generation before this one: the release that made it did not come to its end. */
    readonly waits: boolean;
    /** Each of its versions has a service of its own; for one without a route that is never so. */
    readonly hasGenerations: boolean;
    /** The state has each network, secret and config of it: without one it cannot be made again as it was. */
    readonly isWhole: boolean;
}

/** Reads what is deployed out of a state that this program made, or an earlier release of it. */
export function previousRelease(resources: StateResources): PreviousRelease {
    const all = Object.entries(resources).map(([urn, resource]) => ({ ...resource, name: urn.split("::")[3] ?? "" }));
    const commands = new Map(all.filter(({ type }) => type === commandType).map((each) => [each.name, each.outputs]));
    const contents = new Map(all.flatMap(({ outputs }) => ("data" in outputs ? [[outputs.name, outputs.data]] : [])));
    const names = new Set(all.filter(({ type }) => type.startsWith("docker:")).map(({ outputs }) => outputs.name));
    const serving = servingAliases(commands.get("route-cutover")?.stdout);
    const services = all
        .filter(({ type }) => type === "slipway:service:Service")
        .flatMap(({ name }) => {
            const outputs = commands.get(`${name}-release-service`);
            return outputs === undefined ? [] : [[name, deployed(name, outputs)] as const];
        });
    const later = [...services].sort(([, a], [, b]) => Number(b.waits) - Number(a.waits));
    const version = all.find(({ type }) => type === "pulumi:pulumi:Stack")?.outputs.version;
    const migration = commands.get("migration-run");
    return {
        ...(typeof version === "string" ? { version } : {}),
        services: new Map(later.map(([name, each]) => [String(each.environment.SLIPWAY_SERVICE ?? name), each])),
        places: new Map(services),
        ...(migration === undefined ? {} : { migration: deployed("", migration) }),
    };

    function deployed(name: string, { stdin, environment = {} }: StateResource["outputs"]): PreviousService {
        const variables = environment as Readonly<Record<string, unknown>>;
        const document = String(stdin);
        const { secrets, configs } = readServiceDocument(document);
        const files = [...secrets.values(), ...configs.values()].map((each) => [each, contents.get(variables[each])]);
        const service = String(variables.SLIPWAY_SERVICE ?? name);
        const alias = serving.get(service);
        const triggers = commands.get(`${name}-generation`)?.triggers;
        return {
            snapshot: { document, files: Object.fromEntries(files) },
            environment: variables,
            waits: alias !== undefined && alias !== `${service}-${variables.SLIPWAY_GENERATION}`,
            hasGenerations: Array.isArray(triggers) && triggers.length > 0,
            isWhole: Object.entries(variables).every(([name, value]) => !isPlaceholder(name) || names.has(value)),
        };
    }
}

const commandType = "command:local:Command";

/** Who gets the requests, by service, as the cut-over printed it when it last came to its end. */
function servingAliases(printed: unknown): ReadonlyMap<string, string> {
    if (typeof printed !== "string" || printed === "") return new Map();
    const { routes } = JSON.parse(printed) as { readonly routes: readonly { service: string; alias: string }[] };
    return new Map(routes.map(({ service, alias }) => [service, alias]));
}

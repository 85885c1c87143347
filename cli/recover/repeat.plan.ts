import type { ExportedStack, StateResource } from "./deployment";
import { isMap, type StateValue } from "./state-value";

/** Variable that only stands in the state: the next update finds it missing in the program, and applies the resource. */
const repeatVariable = "SLIPWAY_REPEAT";

/**
 * A state whose next update applies some commands again. All else is as it was; pending operations are forgotten, as
 * `pulumi stack import` would do by itself.
 *
 * @param repeat why, by the resource's URN
 */
export function stateToRepeat(exported: ExportedStack, repeat: ReadonlyMap<string, string>): ExportedStack {
    const { resources, pending_operations: _, ...rest } = exported.deployment;
    const marked = (resources ?? []).map((resource) => {
        const reason = repeat.get(resource.urn);
        return reason === undefined || resource.delete === true ? resource : mark(resource, reason);
    });
    return { ...exported, deployment: { ...rest, resources: marked } };
}

/** An old environment with one variable more harms nothing, should the resource be removed with it. */
function mark(resource: StateResource, reason: string): StateResource {
    const { inputs = {}, outputs = {} } = resource;
    const open = [inputs, outputs].every(({ environment }) => environment === undefined || isMap(environment));
    const add = open ? withVariable(reason) : withInterpreter;
    return { ...resource, inputs: add(inputs), outputs: add(outputs) };
}

type Properties = Readonly<Record<string, StateValue>>;

function withVariable(reason: string): (properties: Properties) => Properties {
    return ({ environment, ...rest }) => ({
        ...rest,
        environment: { ...(isMap(environment) ? environment : {}), [repeatVariable]: reason },
    });
}

/** Into an environment that is encrypted as a whole nothing can be added: what is the default anyway is written out. */
function withInterpreter(properties: Properties): Properties {
    return { ...properties, interpreter: ["/bin/sh", "-c"] };
}

import { exclusiveUse } from "../components/compose/exclusive";
import type { ComposeModel, ServiceModel } from "../components/compose/model";
import { hasGenerations, type Strategy } from "../components/compose/strategy";
import { exclusiveText } from "./exclusive-text";
import { placeOf, type Reason } from "./take-over-reason";

/**
 * Why a service cannot be released by a strategy that somebody chose for it; undefined when it can.
 *
 * @param routed container ports that the proxies serve
 */
export function strategyReason(
    strategy: Strategy,
    service: ServiceModel,
    routed: readonly number[],
    model: ComposeModel,
): Reason | undefined {
    const found = `${strategy} for ${placeOf(service, model)}`;
    if (service.oneOff) {
        return {
            found: `${found}, which runs once to completion`,
            expected: "a service that keeps running",
            mend: "remove it: such a service runs once for each change",
        };
    }
    if (!hasGenerations(strategy)) return undefined;
    const use = exclusiveUse(service, routed);
    if (use !== undefined) {
        const mend =
            "volume" in use
                ? `write strategy: recreate, or x-slipway: { shared: true } at the volume ${use.volume} if several tasks may write to it at once`
                : "write strategy: recreate, or lead a route to the port (slipway:domain.routes), which is not published then";
        return {
            found: `${found}, which ${exclusiveText(use)}`,
            expected: "a service of which two versions can run side by side",
            mend,
        };
    }
    if (service.deploy.updateConfig.order === "stop-first") {
        return {
            found: `${found}, whose update_config.order is stop-first`,
            expected: "a service of which two versions can run side by side",
            mend: "remove the order from the compose file, or write strategy: rolling",
        };
    }
    if (routed.length > 0) return undefined;
    return {
        found: `${found}, which no route leads to`,
        expected: "rolling or recreate: without a route there are no requests to lead from one version to the next",
        mend: "add a route to slipway:domain.routes, or write strategy: rolling",
    };
}

/** Why the version before of a service that is released by a strategy cannot stay; undefined when it can. */
export function standbyReason(is: Strategy, service: ServiceModel, model: ComposeModel): Reason | undefined {
    if (hasGenerations(is)) return undefined;
    return {
        found: `standby for ${placeOf(service, model)}, which is released ${is}`,
        expected: "a service that is released blueGreen or canary, whose version before can stay",
        mend: "remove it, or release the service blueGreen",
    };
}

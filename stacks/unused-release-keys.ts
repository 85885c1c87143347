import type { ComposeModel } from "../components/compose/model";
import { hasGenerations } from "../components/compose/strategy";
import type { StackConfig } from "./config";
import type { ConfigProblem } from "./config/config-error";
import { problemAt } from "./config/subject";
import { routedPorts } from "./routed";
import { strategiesOf } from "./strategies";

/** Keys of `slipway:release` for canaries, or for services whose versions stand beside each other, where there are none. */
export function unusedReleaseKeys(
    config: Pick<StackConfig, "release" | "domain" | "origin">,
    model: ComposeModel,
): readonly ConfigProblem[] {
    const { release, domain, origin } = config;
    const used = Object.values(strategiesOf(model, config, routedPorts(domain))).map(({ strategy }) => strategy);
    const forCanary = used.includes("canary")
        ? []
        : (["steps", "abortWhen", "inconclusive"] as const).filter((key) => release[key] !== undefined);
    const unfollowed = release.strategy !== undefined && hasGenerations(release.strategy) && !used.some(hasGenerations);
    return [
        ...forCanary.map((key) =>
            problemAt(origin, ["release", key], {
                found: `${key}, but no service that is released canary`,
                expected: "a service with strategy canary",
                mend: "write slipway:release.strategy: canary, or remove it",
            }),
        ),
        ...(unfollowed
            ? [
                  problemAt(origin, ["release", "strategy"], {
                      found: `${release.strategy}, but no service that can be released so`,
                      expected: "a service with a route, of which two versions can run side by side",
                      mend: "add a route to slipway:domain.routes, or remove it",
                  }),
              ]
            : []),
        ...(release.standby && !used.some(hasGenerations)
            ? [
                  problemAt(origin, ["release", "standby"], {
                      found: "standby, but no service that is released blueGreen or canary",
                      expected: "a service whose version before can stay",
                      mend: "add a route to slipway:domain.routes, or remove it",
                  }),
              ]
            : []),
    ];
}

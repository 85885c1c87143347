import { z } from "zod";
import { strategies } from "../../components/compose/strategy";
import { field } from "./field";

/** `slipway:release.services`: what holds for single services. */
export const releaseServicesSchema = field(
    {
        meaning: "How single services are released; wins over `x-slipway` in the compose file.",
        expected: "a map of services",
        example: "services: { api: { strategy: canary }, worker: { strategy: recreate } }",
    },
    z
        .record(
            z.string(),
            field(
                {
                    meaning: "How the service of this name is released.",
                    expected: "a map with strategy and standby",
                    example: "api: { strategy: canary, standby: true }",
                },
                z.strictObject({
                    /** How a new version of the service takes the place of the old one. */
                    strategy: field(
                        {
                            meaning:
                                "How a new version of the service takes over. `blueGreen` and `canary` need a route, and a service of which two tasks can run side by side.",
                            expected: "rolling, blueGreen, canary or recreate",
                            example: "strategy: recreate",
                            change: "A service that changes between `rolling` or `recreate` and `blueGreen` or `canary` is released once, as its new strategy says; else nothing restarts.",
                        },
                        z.enum(strategies).exactOptional(),
                    ),
                    /** Whether the version before stays. */
                    standby: field(
                        {
                            meaning:
                                "Whether the version before stays, without requests, so that going back to it creates nothing.",
                            expected: "true or false",
                            example: "standby: true",
                            change: "The next release keeps the version before, or removes it.",
                        },
                        z.boolean().exactOptional(),
                    ),
                }),
            ),
        )
        .default({}),
);

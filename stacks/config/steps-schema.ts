import { z } from "zod";
import { parseDuration } from "./duration";
import { field } from "./field";
import { parsed } from "./parsed";

/** `slipway:release.steps`: how a canary gets its share of the requests. */
export const stepsSchema = field(
    {
        meaning:
            "The steps of a `canary` release: which share of the requests goes to the new version, and how long it is watched there. After the last one all requests go to it. Without the key: 10 for 2m, then 50 for 2m.",
        expected: "a list of weights that rise, each with the time that it lasts",
        example: "steps: [{ weight: 10, for: 2m }, { weight: 50, for: 5m }]",
        change: "Nothing restarts; the next release follows it.",
    },
    z
        .array(
            field(
                {
                    meaning: "One step.",
                    expected: "a map with weight and for",
                    example: "{ weight: 10, for: 2m }",
                },
                z.strictObject({
                    /** Share of the requests that the new version gets, 1 to 100. */
                    weight: field(
                        {
                            meaning: "Share of the requests that the new version gets, in percent.",
                            expected: "a whole number from 1 to 100",
                            example: "weight: 10",
                            change: "Nothing restarts; the next release follows it.",
                        },
                        z.int().min(1).max(100),
                    ),
                    /** Seconds, above 0. */
                    for: field(
                        {
                            meaning:
                                "How long the new version is watched with this share. With too few requests to judge by, the time is given once more.",
                            expected: "a duration such as 30s, 2m or 1h",
                            example: "for: 2m",
                            change: "Nothing restarts; the next release follows it.",
                        },
                        parsed(parseDuration),
                    ),
                }),
            ),
        )
        .min(1)
        .exactOptional(),
);

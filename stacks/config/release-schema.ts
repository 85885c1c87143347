import { z } from "zod";
import { field } from "./field";
import { parsed } from "./parsed";
import { isSemVer } from "./semver";
import { wholeSeconds } from "./whole-seconds";

/** `slipway:release`: what is released, and how. */
export const releaseSchema = field(
    {
        meaning: "What is released, and how.",
        expected: "a map with version, strategy, timeout and quiesce",
        example: "slipway:release: { version: 1.4.2 }",
    },
    z
        .strictObject({
            /** Version of the app, by SemVer. */
            version: field(
                {
                    meaning: "Version of the app, by the rules of semver.org; a label on every service and image.",
                    expected: "a SemVer version, MAJOR.MINOR.PATCH",
                    example: "version: 1.4.2",
                    change: "A new release: images that Slipway builds get a new tag, so their services are replaced one by one.",
                },
                z.string().refine(isSemVer).default("0.0.0"),
            ),
            /** How a new version takes the place of the old one. */
            strategy: field(
                {
                    meaning:
                        "How a new version takes over. `rolling` starts new containers beside the old ones, waits until they are healthy, and only then stops the old; a single replica with a volume is stopped first.",
                    expected: "rolling, the only strategy there is",
                    example: "strategy: rolling",
                    change: "Nothing restarts; the next release follows it.",
                },
                z.enum(["rolling"]).default("rolling"),
            ),
            /** Whole seconds, 1 or more, that one service may take until its new version is healthy. */
            timeout: field(
                {
                    meaning: "How long one service may take to get healthy before its release counts as failed.",
                    expected: "a duration such as 30s, 5m or 1h30m",
                    example: "timeout: 5m",
                    change: "Nothing restarts; the next release follows it.",
                },
                parsed(wholeSeconds).prefault("5m"),
            ),
            /** Names in the compose file. */
            quiesce: field(
                {
                    meaning:
                        "Services that must not work while the database changes: they stop before it is migrated, and run again afterwards, whatever came of it.",
                    expected: "a list of services",
                    example: "quiesce: [worker]",
                    change: "The database is looked at again; nothing stops unless it is behind.",
                },
                z
                    .array(
                        field(
                            {
                                meaning: "Name of a service.",
                                expected: "the name of a service",
                                example: "worker",
                            },
                            z.string().min(1),
                        ),
                    )
                    .default([]),
            ),
        })
        .prefault({}),
);

import { z } from "zod";
import { strategies } from "../../components/compose/strategy";
import { abortWhenSchema } from "./abort-when-schema";
import { field } from "./field";
import { parsed } from "./parsed";
import { releaseServicesSchema } from "./release-services-schema";
import { isSemVer } from "./semver";
import { stepsSchema } from "./steps-schema";
import { wholeSeconds } from "./whole-seconds";

/** `slipway:release`: what is released, and how. */
export const releaseSchema = field(
    {
        meaning: "What is released, and how.",
        expected:
            "a map with version, strategy, services, steps, abortWhen, inconclusive, drain, standby, timeout and quiesce",
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
            /** How a new version of each routed service takes the place of the old one. */
            strategy: field(
                {
                    meaning:
                        "How a new version of the services with a route takes over. `blueGreen` starts it beside the old one and leads all requests over at once when it is healthy; `canary` leads them over in `steps` and watches; `rolling` replaces the containers one by one; `recreate` stops the old ones first. Without the key: `blueGreen`. Services without a route are `rolling`; one of which two containers at a time would fight, over a volume or a port of the host, is `recreate`.",
                    expected: "rolling, blueGreen, canary or recreate",
                    example: "strategy: blueGreen",
                    change: "A service that changes between `rolling` or `recreate` and `blueGreen` or `canary` is released once, as its new strategy says; else nothing restarts.",
                },
                z.enum(strategies).exactOptional(),
            ),
            /** By name in the compose file. */
            services: releaseServicesSchema,
            /** At least one; weights rise. */
            steps: stepsSchema,
            /** Over which limit a canary release is taken back. */
            abortWhen: abortWhenSchema,
            /** What becomes of a canary that nobody can judge. */
            inconclusive: field(
                {
                    meaning:
                        "What becomes of a `canary` release when there were too few requests to judge it by, after the time of the step has passed twice. Without the key: `abort`.",
                    expected: "abort or promote",
                    example: "inconclusive: promote",
                    change: "Nothing restarts; the next release follows it.",
                },
                z.enum(["abort", "promote"]).exactOptional(),
            ),
            /** Whole seconds, 1 or more. */
            drain: field(
                {
                    meaning:
                        "How long requests and WebSockets that the old version has open may last after the new one has taken over. Then it is stopped.",
                    expected: "a duration such as 30s or 5m",
                    example: "drain: 30s",
                    change: "Nothing restarts; the next release follows it.",
                },
                parsed(wholeSeconds).prefault("30s"),
            ),
            /** Whether the version before stays, of every service that has generations. */
            standby: field(
                {
                    meaning:
                        "Whether the version before stays, without requests, so that going back to it creates nothing. It needs the memory of a second copy. For services that are released `blueGreen` or `canary`.",
                    expected: "true or false",
                    example: "standby: true",
                    change: "The next release keeps the version before, or removes it.",
                },
                z.boolean().default(false),
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

import { z } from "zod";
import { field } from "./field";

/** `slipway:redis`: the service of the compose file that is Redis. */
export const redisSchema = field(
    {
        meaning:
            "Takes a Redis or Valkey service of the compose file over: Slipway makes its password, and sees to it that its data last.",
        expected: "a map with service and persistence",
        example: "slipway:redis: { service: cache }",
    },
    z
        .strictObject({
            /** Name in the compose file. */
            service: field(
                {
                    meaning: "Service of the compose file that is Redis.",
                    expected: "the name of a service",
                    example: "service: cache",
                    change: "Another service is Redis from then on; the volume of the old one stays, and nothing is copied.",
                },
                z.string().min(1),
            ),
            /** How data outlive a restart. */
            persistence: field(
                {
                    meaning:
                        "`aof` writes each change to a file, of which a crash costs a second at most; `rdb` writes a snapshot now and then, of which a crash costs what came after it.",
                    expected: "aof or rdb",
                    example: "persistence: aof",
                    change: "Redis is restarted with the data that it has.",
                },
                z.enum(["aof", "rdb"]).default("aof"),
            ),
        })
        .exactOptional(),
);

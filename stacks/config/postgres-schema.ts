import { z } from "zod";
import { field } from "./field";

/** What Postgres takes without quotes; at most 63 bytes. */
const identifier = /^[a-z_][a-z0-9_]{0,62}$/;

/** Postgres keeps these for itself. */
const reserved = /^(?:postgres|public|none|template.*|pg_.*|slipway_.*)$/;

const ownName = z.string().refine((name) => identifier.test(name) && !reserved.test(name));

/** `slipway:postgres`: the service of the compose file that is the database. */
export const postgresSchema = field(
    {
        meaning:
            "Takes a Postgres service of the compose file over: Slipway makes its passwords, the app's role and its database.",
        expected: "a map with service, database, user and extensions",
        example: "slipway:postgres: { service: db }",
    },
    z
        .strictObject({
            /** Name in the compose file. */
            service: field(
                {
                    meaning: "Service of the compose file that is the database.",
                    expected: "the name of a service",
                    example: "service: db",
                    change: "Another service is the database from then on; the volume of the old one stays, and nothing is copied.",
                },
                z.string().min(1),
            ),
            /** Name of the app's database. */
            database: field(
                {
                    meaning: "Name of the app's database; `${postgres.database}` in `slipway:env`.",
                    expected:
                        "lower-case letters, digits and _, no name of Postgres's own such as postgres or template1",
                    example: "database: leads",
                    change: "A database of the new name is made, empty; the old one stays.",
                },
                ownName.default("app"),
            ),
            /** Name of the app's role. */
            user: field(
                {
                    meaning:
                        "Name of the app's role, which owns the database and is no superuser; `${postgres.user}` in `slipway:env`.",
                    expected:
                        "lower-case letters, digits and _, no name of Postgres's own such as postgres or pg_monitor",
                    example: "user: leads",
                    change: "Refused while the database belongs to the old role, as which the running version works. Handed over by hand first, it belongs to a new role of this name; the old role stays.",
                },
                ownName.default("app"),
            ),
            /** Names of extensions. */
            extensions: field(
                {
                    meaning: "Extensions that the app's database shall have; the image must bring them.",
                    expected: "a list of names of extensions",
                    example: "extensions: [pg_trgm, uuid-ossp]",
                    change: "New ones are made; one that is no longer named stays.",
                },
                z
                    .array(
                        field(
                            {
                                meaning: "Name of an extension.",
                                expected: "the name of an extension: lower-case letters, digits, _ and -",
                                example: "pg_trgm",
                            },
                            z.string().regex(/^[a-z_][a-z0-9_-]{0,62}$/),
                        ),
                    )
                    .default([]),
            ),
        })
        .exactOptional(),
);

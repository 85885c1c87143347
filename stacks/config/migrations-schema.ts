import { z } from "zod";
import { field } from "./field";
import { parsed } from "./parsed";
import { wholeSeconds } from "./whole-seconds";

/** `slipway:migrations`: how the database's schema follows the releases. */
export const migrationsSchema = field(
    {
        meaning:
            "Migrates the database before the services of a release start. A failure stops the release before any service that comes after the migration is changed.",
        expected: "a map with service, up, head, heads, known and timeout",
        example:
            'slipway:migrations: { service: api, up: alembic upgrade head, head: SELECT version_num FROM alembic_version, heads: alembic heads, known: "alembic show {revision}" }',
    },
    z
        .strictObject({
            /** Name in the compose file. */
            service: field(
                {
                    meaning:
                        "Service of the compose file whose image, environment and secrets the commands run with. Where it is one that others wait for to complete, the migration takes its place.",
                    expected: "the name of a service",
                    example: "service: api",
                    change: "The next release runs the commands in the other service's image.",
                },
                z.string().min(1),
            ),
            /** Command for sh. */
            up: field(
                {
                    meaning: "Command that migrates the database to the newest revision of the image.",
                    expected: "a command for the shell",
                    example: "up: alembic upgrade head",
                    change: "The database is looked at again, and migrated when it is behind.",
                },
                shellCommand(),
            ),
            /** A SELECT without an end. */
            head: field(
                {
                    meaning:
                        "SQL that reads the revisions of the database, one a row. A table that is not there means that there is none yet.",
                    expected: "one SELECT",
                    example: "head: SELECT version_num FROM alembic_version",
                    change: "The database is looked at again, and migrated when it is behind.",
                },
                parsed(singleSelect),
            ),
            /** Command for sh. */
            heads: field(
                {
                    meaning: "Command that prints the newest revisions of the image: the first word of each line.",
                    expected: "a command for the shell",
                    example: "heads: alembic heads",
                    change: "The database is looked at again, and migrated when it is behind.",
                },
                shellCommand(),
            ),
            /** Command for sh, with `{revision}`. */
            known: field(
                {
                    meaning:
                        "Command that succeeds when the image knows the revision in the place of `{revision}`. A database with a revision that it does not know is ahead of the image, and left as it is.",
                    expected: "a command for the shell with {revision} in it",
                    example: 'known: "alembic show {revision}"',
                    change: "The database is looked at again, and migrated when it is behind.",
                },
                shellCommand().refine((text) => text.includes("{revision}")),
            ),
            /** Whole seconds, 1 or more. */
            timeout: field(
                {
                    meaning: "How long the migration may take. Then it is ended, with its database sessions.",
                    expected: "a duration such as 30s, 10m or 1h",
                    example: "timeout: 10m",
                    change: "The database is looked at again, and migrated when it is behind.",
                },
                parsed(wholeSeconds).prefault("10m"),
            ),
        })
        .exactOptional(),
);

/** A new one for each field, for a note belongs to one schema. */
function shellCommand() {
    return z.string().trim().min(1);
}

/** Neither a second statement nor a command of psql; the semicolon at the end is taken away. */
function singleSelect(text: string): string | undefined {
    const statement = text.trim().replace(/;\s*$/, "");
    return /^select\s[^;\\]+$/i.test(statement) ? statement : undefined;
}

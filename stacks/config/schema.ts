import { z } from "zod";
import { domainSchema } from "./domain-schema";
import { isEngineAddress } from "./engine-address";
import { field } from "./field";
import { migrationsSchema } from "./migrations-schema";
import { notifySchema } from "./notify-schema";
import { postgresSchema } from "./postgres-schema";
import { redisSchema } from "./redis-schema";
import { registrySchema } from "./registry-schema";
import { releaseSchema } from "./release-schema";
import { serversSchema } from "./servers-schema";

const variableName = z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/);

/** The keys of namespace `slipway`, as they stand in a stack's file. */
export const configSchema = z.strictObject({
    /** Path of the compose file as written: absolute, or relative to the project's folder. */
    compose: field(
        {
            meaning: "Compose file of the app, absolute or relative to the folder of `Pulumi.yaml`.",
            expected: "the path of a compose file",
            example: "slipway:compose: ./compose.yaml",
            change: "Services, networks and secrets that the other file lacks are removed; volumes are kept.",
        },
        z.string().trim().min(1),
    ),
    /** Part of every name on the engine, so that two clones of one project never meet. */
    id: field(
        {
            meaning:
                "Becomes a part of every name on the engine, so that two clones of a project can share one. `npm start` draws it.",
            expected: "3 to 8 lower-case letters and digits",
            example: "slipway:id: 3f9a",
            change: "Everything is made anew under other names. The volumes of the old names stay, and the new ones are empty.",
        },
        z
            .string()
            .regex(/^[a-z0-9]{3,8}$/)
            .exactOptional(),
    ),
    /** Address of the Docker Engine. */
    engine: field(
        {
            meaning: "Docker Engine of this machine to deploy to: `unix:///PATH`. Not with `slipway:servers`.",
            expected: "the address of a Docker Engine of this machine, unix:///PATH",
            example: "slipway:engine: unix:///var/run/docker.sock",
            change: "Everything is made anew on the other engine. The volumes on the old one stay there.",
        },
        z.string().refine(isEngineAddress).default("unix:///var/run/docker.sock"),
    ),
    /** The servers to deploy to; absent: this machine's engine. */
    servers: serversSchema,
    /** Where the servers get the images that are built here. */
    registry: registrySchema,
    /** What is released, and how. */
    release: releaseSchema,
    /** Where the app is reached. */
    domain: domainSchema,
    /** The service of the compose file that is the database. */
    postgres: postgresSchema,
    /** The service of the compose file that is Redis. */
    redis: redisSchema,
    /** How the database's schema follows the releases. */
    migrations: migrationsSchema,
    /** Path of the file of smoke flows as written: absolute, or relative to the project's folder. */
    smoke: field(
        {
            meaning:
                "File of smoke flows, absolute or relative to the folder of `Pulumi.yaml`: requests that are sent to each release, which is taken back when an answer is wrong.",
            expected: "the path of a file of smoke flows",
            example: "slipway:smoke: ./smoke.yaml",
            change: "Nothing restarts; the flows run at the end of the update, and in every release from then on.",
        },
        z.string().trim().min(1).exactOptional(),
    ),
    /** Interpolation variables of the compose file that anybody may read. */
    env: field(
        {
            meaning: "Variables that the compose file may use as `${NAME}`; not for secrets.",
            expected: "a map of names to values",
            example: "slipway:env: { LOG_LEVEL: info }",
            change: "Services whose document mentions the variable are replaced one by one; the others don't change.",
        },
        z
            .record(
                variableName,
                field(
                    {
                        meaning: "Value of the variable; put quotes around a number whose zeros matter.",
                        expected: "a text, a number, true or false",
                        example: "LOG_LEVEL: info",
                        change: "Services whose document mentions the variable are replaced one by one; the others don't change.",
                    },
                    z.union([z.string(), z.number(), z.boolean()]).transform(String),
                ),
            )
            .default({}),
    ),
    /** Interpolation variables of the compose file that are secret, decrypted. */
    secrets: field(
        {
            meaning:
                "Like `slipway:env`, encrypted: each reaches the containers as a file, from which Slipway sets the environment variable.",
            expected: "a map of names to encrypted values",
            example: "slipway:secrets: { JWT_SECRET_KEY: { secure: … } }",
            change: "Services that use the secret are replaced one by one, with the new value.",
        },
        z
            .record(
                variableName,
                field(
                    {
                        meaning:
                            "Value of the secret, set with `pulumi config set --secret --path 'slipway:secrets.NAME' --stack STACK`.",
                        expected: "an encrypted text",
                        example: "JWT_SECRET_KEY: { secure: … }",
                        change: "Services that use the secret are replaced one by one, with the new value.",
                    },
                    z.string(),
                ),
            )
            .default({}),
    ),
    /** Who hears of a deploy. */
    notify: notifySchema,
});

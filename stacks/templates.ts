import { redisPort } from "../components/cache/redis-settings";
import { redisSecret } from "../components/cache/take-redis.plan";
import type { Text } from "../components/compose/model";
import { join, plainText } from "../components/compose/text";
import { postgresPort } from "../components/database/postgres-settings";
import { postgresSecrets } from "../components/database/take-postgres.plan";
import type { StackConfig } from "./config";
import { parseTemplateValue, type Template } from "./config/template";

/** The variables of `slipway:env` with their templates filled in. */
export interface Variables {
    /** Values that anybody may read, by name. */
    readonly plain: Readonly<Record<string, string>>;
    /** Values with a password that Slipway makes, which stays symbolic, by name. */
    readonly secret: Readonly<Record<string, Text>>;
}

/** Fills in the templates of `slipway:env`. */
export function fillTemplates(config: Pick<StackConfig, "env" | "postgres" | "redis">): Variables {
    const values = templateValues(config);
    const plain: Record<string, string> = {};
    const secret: Record<string, Text> = {};
    for (const [name, value] of Object.entries(config.env)) {
        const parts = parseTemplateValue(value);
        const text = join(parts.flatMap((part) => (typeof part === "string" ? [part] : filledIn(part, values))));
        const literal = plainText(text);
        if (literal === undefined) secret[name] = text;
        else plain[name] = literal;
    }
    return { plain, secret };
}

type Values = Readonly<Record<string, Readonly<Record<string, Text>>>>;

function templateValues({ postgres, redis }: Pick<StackConfig, "postgres" | "redis">): Values {
    const password = { secret: redisSecret };
    return {
        ...(postgres && {
            postgres: {
                user: [postgres.user],
                password: [{ secret: postgresSecrets.app }],
                host: [postgres.service],
                port: [`${postgresPort}`],
                database: [postgres.database],
            },
        }),
        ...(redis && {
            redis: {
                host: [redis.service],
                port: [`${redisPort}`],
                password: [password],
                url: ["redis://:", password, `@${redis.service}:${redisPort}/0`],
            },
        }),
    };
}

/** Templates that name nothing have been refused before. */
function filledIn({ source, field }: Template, values: Values): Text {
    const value = values[source]?.[field];
    if (value === undefined) throw new Error(`no value for \${${source}.${field}}`);
    return value;
}

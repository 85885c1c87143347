import type { ConfigProblem } from "./config-error";
import { entriesOf, type RawConfig } from "./raw-values";

/** What Pulumi's providers are told, as far as Slipway looks at it. */
export interface ProviderTokens {
    readonly stack: string;
    /** Name of the stack's file. */
    readonly file: string;
    /** Key with namespace → value, decrypted. */
    readonly values: Readonly<Record<string, string>>;
    /** Keys, with namespace, that hold an encrypted value. */
    readonly secretKeys: ReadonlySet<string>;
    /** Variables of the environment; absent where nothing is deployed, so that no token is needed. */
    readonly environment?: Readonly<Record<string, string | undefined>>;
}

interface Token {
    readonly key: string;
    /** Variables that the provider reads where the key is absent; the first is the one to name. */
    readonly variables: readonly [string, ...string[]];
    readonly of: string;
    readonly isNeeded: (raw: RawConfig) => boolean;
}

const tokens: readonly Token[] = [
    {
        key: "digitalocean:token",
        variables: ["DIGITALOCEAN_TOKEN", "DIGITALOCEAN_ACCESS_TOKEN"],
        of: "DigitalOcean, which makes the servers",
        isNeeded: ({ servers }) => servers !== undefined,
    },
    {
        key: "cloudflare:apiToken",
        variables: ["CLOUDFLARE_API_TOKEN"],
        of: "Cloudflare, which has the zone",
        isNeeded: ({ servers, domain }) =>
            servers !== undefined && entriesOf(domain).some(([key, value]) => key === "zone" && value !== undefined),
    },
];

/** Tokens of the clouds that are needed and nowhere, or stand in the file for all to read. */
export function providerTokenProblems(given: ProviderTokens, raw: RawConfig): readonly ConfigProblem[] {
    return tokens.flatMap((token) => {
        const { key, variables, of } = token;
        const command = `pulumi config set --secret ${key} --stack ${given.stack}`;
        const problem = { file: given.file, path: key };
        if (given.values[key]) {
            if (given.secretKeys.has(key)) return [];
            const mend = `make a new one, because this one may be known, and run ${command}`;
            return [{ ...problem, found: "a token in plain text", expected: "an encrypted value", mend }];
        }
        const { environment } = given;
        if (environment === undefined || !token.isNeeded(raw)) return [];
        if (variables.some((variable) => environment[variable])) return [];
        const mend = `run ${command}, or set ${variables[0]}`;
        return [{ ...problem, found: "nothing", expected: `a token of ${of}`, mend }];
    });
}

import { parse } from "yaml";
import { launcher } from "../compose/launcher";
import { placeholder } from "../compose/placeholder";

/** What a service's document says, parted by how a plan tells of it. */
export interface ServiceDocument {
    readonly image: string;
    readonly environment: Readonly<Record<string, string>>;
    /** What is secret, by the name in the compose file: the placeholders that stand for it. */
    readonly secrets: ReadonlyMap<string, string>;
    /** Configs likewise, whether the engine has them as configs or, being secret, as secrets. */
    readonly configs: ReadonlyMap<string, string>;
    /** Everything else, by key; what is below `deploy` by `deploy.KEY`. */
    readonly other: ReadonlyMap<string, unknown>;
}

/** A document as `renderService` writes it, as far as it is looked at. */
interface Written {
    readonly services: Readonly<Record<string, WrittenService>>;
}

interface WrittenService extends Readonly<Record<string, unknown>> {
    readonly image?: string;
    readonly environment?: Readonly<Record<string, string>>;
    readonly secrets?: readonly { readonly source: string }[];
    readonly configs?: readonly { readonly source: string }[];
    readonly deploy?: Readonly<Record<string, unknown>>;
}

/** Most documents stay as they are from one release to the next, and are asked for several times. */
const known = new Map<string, ServiceDocument>();

/** Reads a document that `renderService` wrote, also in an earlier release of Slipway. */
export function readServiceDocument(text: string): ServiceDocument {
    const document = known.get(text) ?? read(text);
    known.set(text, document);
    return document;
}

function read(text: string): ServiceDocument {
    const [service = {}] = Object.values((parse(text) as Written).services);
    const { image = "", environment = {}, secrets = [], configs = [], deploy = {}, ...rest } = service;
    const keys = secrets.map(({ source }) => source);
    return {
        image,
        environment: Object.fromEntries(Object.entries(environment).filter(([name]) => !isOurs(name))),
        secrets: new Map(keys.filter((key) => !isConfig(key)).map((key) => [key, placeholder("secret", key)])),
        configs: new Map([
            ...keys
                .filter(isConfig)
                .map((key) => [key.slice(configPrefix.length), placeholder("secret", key)] as const),
            ...configs
                .filter(({ source }) => source !== launcher.key)
                .map(({ source }) => [source, placeholder("config", source)] as const),
        ]),
        other: new Map([
            ...Object.entries(rest),
            ...Object.entries(deploy).map(([key, value]) => [`deploy.${key}`, value] as const),
        ]),
    };
}

/** A config that mentions a secret is a Swarm secret by the key that `secretFiles` gives it. */
function isConfig(key: string): boolean {
    return key.startsWith(configPrefix);
}

const configPrefix = "config.";

/** Variables that tell the launcher what to do are no concern of the app's. */
function isOurs(name: string): boolean {
    return name === "SLIPWAY_EXPORT" || name === "SLIPWAY_PROGRAM";
}

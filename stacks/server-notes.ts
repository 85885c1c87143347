import type { ComposeModel } from "../components/compose/model";
import type { StackConfig } from "./config";
import { isStagingDirectory } from "./config/acme-directory";
import { lineOf } from "./config/config-file";
import { isPrivateRange } from "./config/ipv4-range";
import { formatKeyPath, type KeyPath } from "./config/key-path";
import { isWildcard } from "./config/route-host";

type Config = Pick<StackConfig, "servers" | "domain" | "origin">;

/** What a stack's servers and names are worth knowing for, each with file, line and key; none without servers. */
export function serverNotes(config: Config): readonly string[] {
    const { servers, domain, origin } = config;
    if (servers === undefined) return [];
    const notes = [...countNotes(servers), ...rangeNotes(servers), ...certificateNotes(domain)];
    return notes.map(([path, text]) => {
        const line = lineOf(origin.lines, path);
        return `${origin.file}${line === undefined ? "" : `:${line}`} ${formatKeyPath(path)}: ${text}`;
    });
}

/** Which services run on the first server alone, because their volumes lie there; none with a single server. */
export function pinnedNotes({ servers }: Pick<Config, "servers">, model: ComposeModel): readonly string[] {
    if ((servers?.count ?? 1) === 1) return [];
    return Object.values(model.services).flatMap(({ name, line, mounts }) => {
        const volumes = mounts.flatMap(({ type, source }) => (type === "volume" && source !== undefined ? source : []));
        if (volumes.length === 0) return [];
        const lie = volumes.length === 1 ? `volume ${volumes[0]} lies` : `volumes ${volumes.join(", ")} lie`;
        return [
            `${model.file}:${line} services.${name}: runs on the first server alone, where its ${lie}; without that server it is away`,
        ];
    });
}

type Note = readonly [path: KeyPath, text: string];

type Servers = NonNullable<Config["servers"]>;

function countNotes({ count }: Servers): readonly Note[] {
    if (count !== 2) return [];
    const text =
        "two servers have one manager, the first: without it the other one keeps serving what it runs, but nothing is started, moved or deployed. Three servers have three managers, of which any one may fail";
    return [[["servers", "count"], text]];
}

function rangeNotes({ allowSshFrom }: Servers): readonly Note[] {
    return allowSshFrom.flatMap((range, index): readonly Note[] => {
        const path = ["servers", "allowSshFrom", index];
        if (range === "0.0.0.0/0") {
            return [[path, "the whole internet reaches SSH, which takes keys alone: narrow it where you can"]];
        }
        if (!isPrivateRange(range)) return [];
        return [[path, `${range} is a private range, from which no connection comes: write the public address`]];
    });
}

function certificateNotes({ routes, proxied, acme }: Config["domain"]): readonly Note[] {
    if (proxied || acme === undefined) return [];
    const staging: readonly Note[] = isStagingDirectory(acme.directory)
        ? [[["domain", "acme", "directory"], "no browser trusts the certificates of this directory"]]
        : [];
    const wildcards = routes.flatMap(({ host = "" }, index): readonly Note[] => {
        if (!isWildcard(host)) return [];
        const text = `the certificate of ${host} is asked for by a record in the zone (DNS-01)`;
        return [[["domain", "routes", index, "host"], text]];
    });
    return [...staging, ...wildcards];
}

import { pluginName, type ToolName } from "./pins";

/**
 * How a tool gets onto the machine: it is `installed` already, its `official` release is fetched, or it is `built`
 * from Go modules. A plugin that is built is a stand-in for the real one; the other tools are the real ones.
 */
export type Way = "installed" | "official" | "built";

/** What there is, for each tool that is wanted. */
export interface Facts {
    /** Tools that are installed at exactly the pinned version. */
    readonly installed: ReadonlySet<ToolName>;
    /** Why the official release of a tool can't be had; a tool that is not listed can be fetched. */
    readonly unreachable: Readonly<Partial<Record<ToolName, string>>>;
    /** Version of Go, e.g. `1.26.8`; undefined where there is none. */
    readonly go: string | undefined;
    /** The version of Go that the modules ask for, e.g. `1.26`. */
    readonly goNeeded: string;
    /** Whether a stand-in for a plugin will not do. */
    readonly onlyReal?: boolean;
}

/** The way to one tool. */
export interface WayTo {
    readonly tool: ToolName;
    readonly way: Way;
    /** Why no better way was taken; only where it is built. */
    readonly reason?: string;
}

/** The way to each tool, and what makes it impossible: a sentence for each tool that can't be had at all. */
export interface Decision {
    readonly ways: readonly WayTo[];
    readonly problems: readonly string[];
}

/** Decides the way to each tool: installed before official before built. */
export function decideWays(tools: readonly ToolName[], facts: Facts): Decision {
    const ways: WayTo[] = [];
    const problems: string[] = [];
    for (const tool of tools) {
        const reason = facts.unreachable[tool];
        if (facts.installed.has(tool)) ways.push({ tool, way: "installed" });
        else if (reason === undefined) ways.push({ tool, way: "official" });
        else if (facts.onlyReal === true && pluginName(tool) !== undefined) {
            problems.push(`${tool}: ${reason}; SLIPWAY_PLUGINS=real takes no stand-in for it`);
        } else if (canBuild(facts)) ways.push({ tool, way: "built", reason });
        else problems.push(`${tool}: ${reason}; it can't be built either: ${whyNoBuild(facts)}`);
    }
    return { ways, problems };
}

function canBuild({ go, goNeeded }: Facts): boolean {
    return go !== undefined && !isOlder(go, goNeeded);
}

function whyNoBuild({ go, goNeeded }: Facts): string {
    const found = go === undefined ? "there is no go on PATH" : `go is ${go}`;
    return `${found}, expected ${goNeeded} or newer (https://go.dev/dl)`;
}

function isOlder(version: string, than: string): boolean {
    const [major = 0, minor = 0] = version.split(".").map((part) => Number.parseInt(part, 10));
    const [leastMajor = 0, leastMinor = 0] = than.split(".").map((part) => Number.parseInt(part, 10));
    return major < leastMajor || (major === leastMajor && minor < leastMinor);
}

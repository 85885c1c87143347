import type { ToolchainRecord, ToolRecord } from "./record";

/** A short account of a toolchain: a line for each tool, saying which way it came. */
export function account(record: ToolchainRecord): string[] {
    const width = Math.max(...record.tools.map(({ title, version }) => `${title} ${version}`.length));
    const lines = record.tools.map((tool) => `  ${`${tool.title} ${tool.version}`.padEnd(width)}  ${wayOf(tool)}`);
    return [`toolchain: ready in ${record.bin}`, ...lines];
}

function wayOf({ tool, way, standIn, path, download }: ToolRecord): string {
    if (way === "installed") return `installed: ${path}`;
    if (way === "official") {
        return `official release, sha-256 ${download?.sumFrom === "pins" ? "as pinned" : "as published"}`;
    }
    if (standIn) return "stand-in, built from this repository";
    return tool === "pulumi" ? "built from Go modules, with Slipway's own language host" : "built from Go modules";
}

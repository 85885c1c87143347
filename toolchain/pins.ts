import pinned from "./pins.json";

/** A part of the toolchain: a command line tool, or a Pulumi resource plugin. */
export type ToolName = keyof typeof pinned;

/** Which exact version of a tool is used, and where its publisher's release lies. */
export interface Pin {
    /** What people call the tool. */
    readonly title: string;
    /** Exact version, without a leading `v`. */
    readonly version: string;
    /** Addresses of the release file, best first; `{version}`, `{os}` and `{arch}` are put in. */
    readonly urls: readonly string[];
    /** Address of the publisher's own list of SHA-256 sums for this release; absent where there is none. */
    readonly checksums?: string;
    /** The publisher's word for each of Node's platforms; a platform that is not listed has no release. */
    readonly os: Readonly<Record<string, string>>;
    /** The publisher's word for each of Node's architectures. */
    readonly arch: Readonly<Record<string, string>>;
    /** Pinned SHA-256 sums (lower-case hex) by file name. */
    readonly sha256: Readonly<Record<string, string>>;
}

/** The pins of every tool. */
export type Pins = Readonly<Record<ToolName, Pin>>;

/** The versions that this copy of Slipway works with. */
export const pins: Pins = pinned;

const plugins: Readonly<Partial<Record<ToolName, string>>> = {
    command: "command",
    "docker-plugin": "docker",
    digitalocean: "digitalocean",
    cloudflare: "cloudflare",
};

/** Name under which Pulumi knows a plugin; undefined for what is not a plugin. */
export function pluginName(tool: ToolName): string | undefined {
    return plugins[tool];
}

import { createHash } from "node:crypto";
import { serverFiles } from "./server-files.render";
import type { ServerSettings } from "./server-settings";

/**
 * What setup.sh reads: one setting a line, then the files. It is YAML, so that a preview shows what changes in it, and so
 * plain that bash reads it line by line: what begins with two spaces is a file's.
 * @param script what setup.sh is: when it is another one, the server has something to catch up on
 */
export function renderServer(settings: ServerSettings, script: string): string {
    const { name, swap, volume } = settings;
    const digest = createHash("sha256").update(script).digest("hex").slice(0, 12);
    const lines = [
        `server: ${name}`,
        `setup: sha256-${digest}`,
        `packages: ${packages.join(" ")}`,
        `swap: ${swap}`,
        ...(volume === undefined ? [] : [`volume: ${volume.name}`, `volumeSize: ${volume.size}`]),
        ...serverFiles(settings).map(({ path, mode, content }) => `${mode} ${path}: |\n${indented(content)}`),
    ];
    return `${lines.join("\n")}\n`;
}

/** From the distribution; those that they need come with them. */
const packages = [
    "ca-certificates",
    "curl",
    "docker.io",
    "e2fsprogs",
    "iptables",
    "netcat-openbsd",
    "unattended-upgrades",
];

function indented(content: string): string {
    return content.trimEnd().replace(/^(?=.)/gm, "  ");
}

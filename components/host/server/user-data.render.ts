import { stringify } from "yaml";
import { renderServer } from "./server.render";
import { serverFiles, sshdFile } from "./server-files.render";
import type { ServerSettings } from "./server-settings";

/** An SSH host key that the program made, so that nobody has to trust a server at first sight. */
export interface HostKey {
    /** In OpenSSH's format. */
    readonly privateKey: string;
    /** As in a `.pub` file. */
    readonly publicKey: string;
}

/** Bytes that DigitalOcean takes as user data. */
const mostBytes = 64 * 1024;

/**
 * What cloud-init does at a server's first boot: its user and its host key, then everything else by setup.sh, as later
 * updates do it too.
 * @param script what setup.sh is
 * @returns a cloud-config; with the host's private key, so it is a secret
 * @throws Error when DigitalOcean would not take it for its size
 */
export function renderUserData(settings: ServerSettings, hostKey: HostKey, script: string): string {
    const text = `#cloud-config\n${stringify(cloudConfig(settings, hostKey, script), { lineWidth: 0 })}`;
    const bytes = Buffer.byteLength(text);
    if (bytes > mostBytes) {
        throw new Error(
            `server ${settings.name}: its user data would have ${bytes} bytes, and DigitalOcean takes ${mostBytes}: give fewer keys in slipway:servers.keys`,
        );
    }
    return text;
}

function cloudConfig(settings: ServerSettings, hostKey: HostKey, script: string): unknown {
    return {
        // sshd starts after these are written, and a connection has the limits that it began with.
        write_files: [
            ...serverFiles(settings)
                .filter(({ path }) => path === sshdFile)
                .map(({ path, mode, content }) => ({ path, permissions: `0${mode}`, content })),
            { path: "/etc/slipway/setup.sh", permissions: "0755", content: script },
            { path: "/etc/slipway/server.yaml", permissions: "0644", content: renderServer(settings, script) },
        ],
        users: [
            {
                name: "slipway",
                // The group is made with the user: a connection keeps the groups of its login.
                groups: ["docker"],
                shell: "/bin/bash",
                sudo: "ALL=(ALL) NOPASSWD:ALL",
                lock_passwd: true,
                ssh_authorized_keys: [settings.deployKey.trim()],
            },
        ],
        disable_root: true,
        ssh_pwauth: false,
        ssh_deletekeys: true,
        ssh_keys: {
            ed25519_private: `${hostKey.privateKey.trim()}\n`,
            ed25519_public: `${hostKey.publicKey.trim()}\n`,
        },
        ssh: { emit_keys_to_console: false },
        runcmd: [["sh", "-c", "bash /etc/slipway/setup.sh </etc/slipway/server.yaml"]],
    };
}

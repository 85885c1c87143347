import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { join } from "node:path";
import { sshFailure } from "./ssh-failure";

/** How a server is reached. */
export interface ServerAddress {
    /** IPv4 address. */
    readonly host: string;
    /** Its public SSH host key: type and key, without a comment. */
    readonly hostKey: string;
    /** Slipway's private key on it. */
    readonly privateKey: string;
}

/**
 * Opens the connection that everything on this machine shares, unless it is open.
 *
 * @returns path of the socket on this machine at which the server's engine answers
 * @throws Error with what ssh said, or the alarm that it is not the server that answers
 */
export function openConnection({ host, hostKey, privateKey }: ServerAddress): Promise<string> {
    const env = { ...process.env, SLIPWAY_HOST: host, SLIPWAY_HOST_KEY: hostKey, SLIPWAY_SSH_KEY: privateKey };
    const child = spawn("bash", ["components/host/connect.sh"], {
        ...{ cwd: join(__dirname, "..", ".."), env },
        stdio: ["ignore", "pipe", "pipe"],
    });
    let out = "";
    let said = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
        out += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
        said += text;
    });
    return new Promise((resolve, reject) => {
        child.on("error", reject);
        child.on("close", (code) => {
            if (code === 0) resolve(out.trim());
            else reject(new Error(sshFailure(host, said.trim() || `exit status ${code}`)));
        });
    });
}

/** Options of ssh that lead through the connection once it is open; the same on every machine. */
export function sharedConnection({ host, hostKey }: Pick<ServerAddress, "host" | "hostKey">): readonly string[] {
    const name = createHash("sha256").update(`${host} ${hostKey}`).digest("hex").slice(0, 16);
    // By its variable, as in connection.sh too: for `~`, ssh asks the system, which may know another home. Where it is not
    // open, nothing is asked and no other key is trusted.
    const closed = "ProxyCommand=echo 'no connection to the server is open: ./slipway opens it first' >&2";
    const options = [`ControlPath=\${HOME}/.cache/slipway/ssh/${name}`, "BatchMode=yes", closed];
    return ["-F", "/dev/null", ...options.flatMap((option) => ["-o", option])];
}

import { request } from "node:http";
import type { EngineFacts } from "./decide-engine";
import { execute } from "./execute";
import { reasonOf } from "./setup-error";

/** How long an engine may take to answer, in milliseconds. */
const limit = 3_000;

/** Asks the engine at an address whether it is there. Never throws. */
export async function askEngine(address: string): Promise<EngineFacts["answer"]> {
    try {
        await (address.startsWith("unix://") ? ping(address.slice("unix://".length)) : askByCommand(address));
        return "ok";
    } catch (error) {
        const code = (error as NodeJS.ErrnoException).code;
        if (code === "EACCES" || code === "EPERM") return "denied";
        return { error: code === "ENOENT" ? "no such socket" : reasonOf(error) };
    }
}

function ping(socketPath: string): Promise<void> {
    return new Promise((resolve, reject) => {
        const asked = request({ socketPath, path: "/_ping", timeout: limit }, (response) => {
            response.resume();
            if (response.statusCode === 200) resolve();
            else reject(new Error(`HTTP ${response.statusCode}`));
        });
        asked.on("timeout", () => asked.destroy(new Error(`no answer within ${limit / 1000}s`)));
        asked.on("error", reject);
        asked.end();
    });
}

/** Docker's own command knows every other kind of address: ssh, tcp with certificates. */
async function askByCommand(address: string): Promise<void> {
    const { exitCode, stderr } = await execute(
        "docker",
        ["--host", address, "version", "--format", "{{.Server.Version}}"],
        {
            timeout: 10_000,
        },
    );
    if (exitCode !== 0) throw new Error(stderr.trim());
}

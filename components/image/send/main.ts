/*
 * Sends the image SLIPWAY_IMAGE from the engine at SLIPWAY_FROM to the one at DOCKER_HOST, which is that of the server
 * SLIPWAY_HOST where there is one. It says how far it is every SLIPWAY_NEWS seconds (15).
 */
import { spawn } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { openConnection } from "../../host/open-connection";
import { CommandError, Docker, ended } from "./docker";
import { Progress } from "./progress";
import { readSavedImage } from "./saved-image";
import { sendImage } from "./send-image";
import { withFolder } from "./with-folder";

async function main(): Promise<void> {
    const { SLIPWAY_IMAGE: reference = "", SLIPWAY_FROM = "", DOCKER_HOST = "" } = process.env;
    const { SLIPWAY_HOST: host = "", SLIPWAY_HOST_KEY: hostKey = "", SLIPWAY_SSH_KEY: privateKey = "" } = process.env;
    const interrupt = new AbortController();
    // A terminal and the script around may both send one.
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => interrupt.abort());
    const { signal } = interrupt;
    const from = new Docker(SLIPWAY_FROM, signal);
    const to = new Docker(DOCKER_HOST, signal);
    const report = (line: string) => process.stderr.write(`image ${reference}: ${line}\n`);
    try {
        if (await has(to, reference)) return;
        if (!(await has(from, reference))) throw new Error(notBuilt);
        await withFolder(reference, async (folder) => {
            const [saved, scratch] = [join(folder, "saved"), join(folder, "parts")];
            for (const made of [saved, scratch]) mkdirSync(made);
            await save(from, reference, saved, signal);
            await sendImage({
                ...{ reference, to, signal, scratch, image: readSavedImage(saved) },
                address: host === "" ? undefined : host,
                progress: new Progress(report, Number(process.env.SLIPWAY_NEWS ?? 15), () => performance.now()),
                connect: async () => (host === "" ? undefined : await openConnection({ host, hostKey, privateKey })),
            });
        });
    } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        report(`it could not be sent: ${signal.aborted ? "interrupted; what has arrived stays there" : reason}`);
        process.exitCode = 1;
    }
}

const notBuilt =
    "this machine's engine does not have it (any more, or another machine has built it): ./slipway up builds it again";

async function has(engine: Docker, reference: string): Promise<boolean> {
    try {
        await engine.ask("image", "inspect", "--format", "{{.Id}}", reference);
        return true;
    } catch (error) {
        if (error instanceof CommandError && /no such image/i.test(error.message)) return false;
        throw error;
    }
}

/** Has an engine write an image into a folder of this machine. */
async function save(engine: Docker, reference: string, folder: string, signal: AbortSignal): Promise<void> {
    const saving = engine.start("image", "save", reference);
    const unpacking = spawn("tar", ["--extract", "--file", "-", "-C", folder], {
        signal,
        stdio: ["pipe", "ignore", "pipe"],
    });
    const [saved, unpacked] = await Promise.allSettled([
        ended(saving),
        ended(unpacking),
        pipeline(saving.stdout, unpacking.stdin),
    ]);
    // Where this machine's disk is full, the engine cannot go on either.
    if (saved.status === "rejected" && !/broken pipe/i.test(String(saved.reason))) throw saved.reason;
    if (unpacked.status === "rejected") {
        throw new Error(
            `it could not be put on this machine's disk for the way, in ${folder}: ${unpacked.reason.message}`,
        );
    }
}

void main();

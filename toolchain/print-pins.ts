import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { listedSum } from "./checksums";
import { download } from "./download";
import { type Pin, pins } from "./pins";
import { releaseOf } from "./release-files";
import { streamReport } from "./report";
import { reasonOf } from "./setup-error";

/**
 * `npm run toolchain:pins`, on a machine that reaches the publishers: prints pins.json with the SHA-256 sum of every
 * release file, for committing. The sum is the one in the publisher's list; where there is no list the file itself is
 * fetched, and whoever commits that sum vouches for it.
 */
async function main(): Promise<void> {
    const report = streamReport(process.stderr);
    const folder = await mkdtemp(join(tmpdir(), "slipway-pins-"));
    try {
        const filled: Record<string, Pin> = {};
        for (const [tool, pin] of Object.entries(pins)) {
            report(`${tool}: looking up the sums of ${pin.title} ${pin.version}`);
            filled[tool] = { ...pin, sha256: await sumsOf(pin, folder) };
        }
        process.stdout.write(`${JSON.stringify(filled, undefined, 4)}\n`);
    } finally {
        await rm(folder, { recursive: true });
    }
}

async function sumsOf(pin: Pin, folder: string): Promise<Record<string, string>> {
    const sums: Record<string, string> = {};
    for (const os of Object.keys(pin.os)) {
        for (const arch of Object.keys(pin.arch)) {
            const { files, checksums } = releaseOf(pin, { os, arch });
            const file = files[0];
            if (file === undefined) continue;
            const sum =
                checksums === undefined
                    ? await download(file.url, join(folder, file.name), () => undefined)
                    : listedSum(await (await fetch(checksums)).text(), file.name);
            if (sum === undefined) throw new Error(`${checksums} does not list ${file.name}`);
            sums[file.name] = sum;
        }
    }
    return sums;
}

main().catch((error: unknown) => {
    process.stderr.write(`the sums can't be looked up: ${reasonOf(error)}\n`);
    process.exitCode = 1;
});

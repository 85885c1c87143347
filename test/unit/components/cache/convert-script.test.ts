import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { runScript } from "../../support/run-script";
import { TemporaryFolder } from "../../support/temporary-folder";

/** Answers as a server does, and writes down what changes it. */
const client = `#!/bin/sh
case "$*" in
    ping) echo PONG ;;
    "info persistence") printf 'aof_enabled:%s\\r\\naof_rewrite_in_progress:0\\r\\naof_rewrite_scheduled:0\\r\\naof_last_bgrewrite_status:%s\\r\\n' "$ENABLED" "$REWRITTEN" ;;
    *) echo "$*" >>"\${0%/*}/../changes" && echo OK ;;
esac
`;

type Row = readonly [
    title: string,
    words: readonly [kind: string, enabled: string, company?: string],
    changes: string,
    switched: boolean,
];

describe("writing the data of a Redis in the other way", () => {
    let folder: TemporaryFolder;

    beforeEach(() => {
        folder = new TemporaryFolder();
        folder.write("bin/redis-cli", client, 0o755);
        folder.write("volume/appendonlydir/appendonly.aof.1.incr.aof", "log");
        folder.write("volume/dump.rdb", "snapshot");
    });
    afterEach(() => folder.remove());

    async function convert([kind, enabled, company = ""]: Row[1], rewritten = "ok") {
        folder.write("changes", "");
        const volume = join(folder.path, "volume");
        const script = `PATH=${folder.path}/bin:$PATH sh components/cache/convert.sh ${kind} ${volume} ${company}\n`;
        folder.write("convert.sh", script);
        const environment = { ENABLED: enabled, REWRITTEN: rewritten };
        const ended = await runScript(join(folder.path, "convert.sh"), environment);
        // What the version before reads, whatever was done.
        expect(folder.read("volume/appendonlydir/appendonly.aof.1.incr.aof")).to.equal("log");
        expect(folder.read("volume/dump.rdb")).to.equal("snapshot");
        return { ...ended, changes: folder.read("changes"), switched: existsSync(join(volume, "slipway-switched")) };
    }

    const save = "config set save 3600 1 300 100 60 10000\nsave\n";
    const rows: readonly Row[] = [
        ["a snapshot, and goes on with the log", ["rdb", "1"], save, true],
        ["a snapshot where no version runs", ["rdb", "1", "alone"], save, true],
        ["a log", ["aof", "0"], "config set appendonly yes\n", true],
        ["a log where no version runs", ["aof", "0", "alone"], "config set appendonly yes\n", false],
        ["nothing where it writes a log already", ["aof", "1"], "", false],
        ["nothing where it writes snapshots already", ["rdb", "0"], "", false],
    ];
    for (const [title, words, changes, switched] of rows) {
        it(`writes ${title}`, async () => {
            expect(await convert(words)).to.deep.equal({ code: 0, stdout: "", stderr: "", changes, switched });
        });
    }

    it("fails when the log cannot be written", async () => {
        const { code, stderr, switched } = await convert(["aof", "0", "alone"], "err");
        expect({ code, stderr, switched }).to.deep.equal({
            code: 1,
            stderr: "redis: the append-only file cannot be written\n",
            switched: true,
        });
    });
});

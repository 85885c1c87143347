import { chmodSync, cpSync, renameSync, rmSync, symlinkSync, unlinkSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { expect } from "chai";
import type { BuildModel } from "../../../components/compose/model";
import { contentHash } from "../../../components/image/content-hash";
import { TemporaryFolder } from "../support/temporary-folder";

describe("the hash of an image's content", () => {
    let folder: TemporaryFolder;

    function build(changes: Partial<BuildModel> = {}): BuildModel {
        return { context: join(folder.path, "app"), dockerfile: "Dockerfile", args: { A: "1", B: "2" }, ...changes };
    }

    /** Whether a change of the files is a change of the image. */
    function changes(change: () => void): boolean {
        const before = contentHash(build());
        change();
        return contentHash(build()) !== before;
    }

    beforeEach(() => {
        folder = new TemporaryFolder();
        folder.write("app/Dockerfile", "FROM scratch\nCOPY . .\n");
        folder.write("app/main.py", "print(1)\n");
        folder.write("app/lib/deep/one.py", "1");
        symlinkSync("main.py", join(folder.path, "app/link"));
    });
    afterEach(() => folder.remove());

    it("is twelve hex digits, the same each time and for a copy elsewhere", () => {
        const hash = contentHash(build());
        expect(hash).to.match(/^[0-9a-f]{12}$/);
        const copy = join(folder.path, "elsewhere", "copy");
        cpSync(join(folder.path, "app"), copy, { recursive: true, verbatimSymlinks: true });
        expect(contentHash(build({ context: copy }))).to.equal(hash);
        expect(contentHash(build({ args: { B: "2", A: "1" } }))).to.equal(hash);
    });

    const changed: Readonly<Record<string, () => void>> = {
        "a file's content": () => folder.write("app/lib/deep/one.py", "2"),
        "a file's name": () => renameSync(join(folder.path, "app/main.py"), join(folder.path, "app/main2.py")),
        "a file's place": () =>
            renameSync(join(folder.path, "app/lib/deep/one.py"), join(folder.path, "app/lib/one.py")),
        "a new file": () => folder.write("app/new.py", ""),
        "a file that is gone": () => unlinkSync(join(folder.path, "app/main.py")),
        "the executable bit": () => chmodSync(join(folder.path, "app/main.py"), 0o755),
        "where a link leads": () => {
            unlinkSync(join(folder.path, "app/link"));
            symlinkSync("lib", join(folder.path, "app/link"));
        },
        "the Dockerfile": () => folder.write("app/Dockerfile", "FROM scratch\n"),
    };
    for (const [what, change] of Object.entries(changed)) {
        it(`changes with ${what}`, () => expect(changes(change)).to.equal(true));
    }

    it("changes with an argument, the target, and which Dockerfile it is", () => {
        folder.write("app/Other", "FROM scratch\nCOPY . .\n");
        const hashes = [
            build(),
            build({ args: { A: "1", B: "3" } }),
            build({ args: { A: "1", C: "2" } }),
            build({ args: { A: "1" } }),
            build({ target: "test" }),
            build({ dockerfile: "Other" }),
        ].map((each) => contentHash(each));
        hashes.push(contentHash(build(), "linux/arm64"));
        expect(new Set(hashes).size).to.equal(hashes.length);
    });

    it("tells two files apart from one that holds both", () => {
        folder.write("app/a", "1");
        folder.write("app/b", "2");
        const two = contentHash(build());
        unlinkSync(join(folder.path, "app/b"));
        folder.write("app/a", "1fileb-2");
        expect(contentHash(build())).not.to.equal(two);
    });

    it("does not stumble over what is no file", async () => {
        const before = contentHash(build());
        const server = createServer();
        await new Promise<void>((resolve) => server.listen(join(folder.path, "app/socket"), resolve));
        try {
            expect(contentHash(build())).to.equal(before);
        } finally {
            server.close();
        }
    });

    describe("where .dockerignore leaves files out", () => {
        beforeEach(() => {
            folder.write(
                "app/.dockerignore",
                "# not these\nnode_modules\n*.log\n!keep.log\nsecret/**\n!secret/public.txt\n",
            );
        });

        const without: Readonly<Record<string, boolean>> = {
            "node_modules/left/index.js": false,
            "debug.log": false,
            "keep.log": true,
            "secret/key": false,
            "secret/deep/key": false,
            "secret/public.txt": true,
            "lib/node_modules/inner.js": true,
        };
        for (const [file, counts] of Object.entries(without)) {
            it(`${counts ? "changes" : "stays the same"} with ${file}`, () => {
                expect(changes(() => folder.write(`app/${file}`, "new"))).to.equal(counts);
            });
        }

        it("still changes with an ignored Dockerfile, and with the rules", () => {
            folder.write("app/.dockerignore", "Dockerfile\n.dockerignore\n*.log\n");
            folder.write("app/debug.log", "old");
            expect(changes(() => folder.write("app/Dockerfile", "FROM busybox\n"))).to.equal(true);
            expect(changes(() => folder.write("app/.dockerignore", "Dockerfile\n.dockerignore\n"))).to.equal(true);
        });

        it("looks into an ignored folder where an exception may lie", () => {
            folder.write("app/.dockerignore", "secret\n!secret/public.txt\n");
            expect(changes(() => folder.write("app/secret/key", "new"))).to.equal(false);
            expect(changes(() => folder.write("app/secret/public.txt", "new"))).to.equal(true);
        });

        it("takes a folder back out of what is ignored", () => {
            folder.write("app/.dockerignore", "*\n!lib\n");
            expect(changes(() => folder.write("app/lib/deep/one.py", "2"))).to.equal(true);
            expect(changes(() => rmSync(join(folder.path, "app/main.py")))).to.equal(false);
        });
    });
});

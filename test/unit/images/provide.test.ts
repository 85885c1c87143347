import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { expect } from "chai";
import { provideImages } from "../../../images/provide";
import { readRecipe } from "../../../images/recipe";

/** A `docker` that keeps its images as lines of a file, and whose engine has a mirror that serves `acme/…` only. */
const docker = (folder: string) => `#!/bin/sh
echo "$*" >>${folder}/calls
case "$1 $2" in
    "image inspect") grep -m1 "^$5 " ${folder}/images | cut -d" " -f2- | grep . || { echo "No such image: $5" >&2; exit 1; } ;;
    "info "*) echo '["https://mirror.example"]' ;;
    "pull "*) case "$3" in acme/*) echo "$3 {}" >>${folder}/images ;; *) echo "no route to $3" >&2; exit 1 ;; esac ;;
    "build "*) echo "$4 {}" >>${folder}/images ;;
    *) exit 9 ;;
esac
`;

describe("provideImages", () => {
    const path = process.env.PATH;
    let folder: string;
    let lines: string[];

    beforeEach(() => {
        folder = mkdtempSync(join(tmpdir(), "slipway-test-"));
        lines = [];
        writeFileSync(join(folder, "docker"), docker(folder), { mode: 0o755 });
        writeFileSync(join(folder, "images"), "");
        writeFileSync(join(folder, "mmdebstrap"), "#!/bin/sh\nexit 1\n", { mode: 0o755 });
        process.env.PATH = `${folder}${delimiter}${path}`;
        process.env.SLIPWAY_CACHE = join(folder, "cache");
    });

    afterEach(() => {
        process.env.PATH = path;
        delete process.env.SLIPWAY_CACHE;
        rmSync(folder, { recursive: true });
    });

    const provide = (...references: string[]) => provideImages(references, (line) => lines.push(line));
    const has = (reference: string, labels: Record<string, string>) =>
        writeFileSync(join(folder, "images"), `${reference} ${JSON.stringify(labels)}\n`, { flag: "a" });
    const calls = (verb: string) =>
        readFileSync(join(folder, "calls"), "utf8")
            .split("\n")
            .filter((call) => call.startsWith(verb));
    const substitute = (key = "") => ({ "org.slipway.substitute": "debian", "org.slipway.substitute.recipe": key });

    it("says and does nothing when all images are there", async () => {
        has("redis:7.0-bookworm", {});
        has("debian:bookworm-slim", substitute(readRecipe("debian:bookworm-slim")?.key));
        await provide("redis:7.0-bookworm", "debian:bookworm-slim");
        expect(lines).to.deep.equal([]);
        expect(calls("pull")).to.deep.equal([]);
    });

    it("takes an image that was made from a substitute as it is", async () => {
        has("acme/own:1", substitute("the key of another"));
        await provide("acme/own:1");
        expect(lines).to.deep.equal([]);
    });

    it("pulls what is missing, each once", async () => {
        await provide("acme/api:1", "acme/api:1");
        expect(calls("pull")).to.deep.equal(["pull --quiet acme/api:1"]);
        expect(lines[0]).to.equal("image acme/api:1: pulling it …");
    });

    it("makes a substitute of what cannot be pulled, with the recipe's key as a label", async () => {
        has("debian:bookworm-slim", {});
        await provide("redis:7.0-bookworm");
        expect(calls("build")).to.have.length(1);
        const labels = `--label org.slipway.substitute=debian --label org.slipway.substitute.recipe=${readRecipe("redis:7.0-bookworm")?.key}`;
        expect(calls("build")[0]).to.contain(`--tag redis:7.0-bookworm ${labels}`);
    });

    it("makes a substitute anew when its recipe has changed", async () => {
        has("debian:bookworm-slim", {});
        has("redis:7.0-bookworm", substitute("another"));
        await provide("redis:7.0-bookworm");
        expect(calls("build")).to.have.length(1);
    });

    it("makes what two calls at once want only once", async () => {
        has("debian:bookworm-slim", {});
        await Promise.all([provide("redis:7.0-bookworm"), provide("redis:7.0-bookworm")]);
        expect(calls("build")).to.have.length(1);
    });

    it("refuses what can neither be pulled nor made, before it makes anything", async () => {
        const error = await provide("redis:7.0-bookworm", "nobody/nothing:1").catch((problem: Error) => problem);
        expect(error).to.have.property("name", "SetupError");
        expect(error)
            .to.have.property("message")
            .that.matches(/^cannot get the image nobody\/nothing:1: .*\n +no route to nobody\/nothing:1\n.*docker load/)
            .and.does.not.contain("cannot get the image redis");
        expect(calls("build")).to.deep.equal([]);
    });

    it("says so when the engine does not answer", async () => {
        writeFileSync(join(folder, "docker"), "#!/bin/sh\necho Cannot connect >&2\nexit 1\n");
        const error = await provide("redis:7.0-bookworm").catch((problem: Error) => problem);
        expect(error).to.have.property("message", "cannot look for the image redis:7.0-bookworm: Cannot connect");
    });
});

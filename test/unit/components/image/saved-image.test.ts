import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { readSavedImage } from "../../../../components/image/send/saved-image";
import { TemporaryFolder } from "../../support/temporary-folder";

describe("an image that an engine has saved", () => {
    let folder: TemporaryFolder;
    beforeEach(() => {
        folder = new TemporaryFolder();
    });
    afterEach(() => folder.remove());

    const save = (layers: readonly string[], diffIds: readonly string[]) => {
        const config = JSON.stringify({ architecture: "amd64", os: "linux", rootfs: { diff_ids: diffIds } });
        folder.write("c0.json", config);
        folder.write("manifest.json", JSON.stringify([{ Config: "c0.json", RepoTags: ["a:1"], Layers: layers }]));
        return config;
    };

    it("has layers, and one that is in it twice has one file", () => {
        folder.write("a1/layer.tar", "12345");
        mkdirSync(join(folder.path, "b2"));
        symlinkSync("../a1/layer.tar", join(folder.path, "b2", "layer.tar"));
        writeFileSync(join(folder.path, "c3"), "123");
        const config = save(["a1/layer.tar", "b2/layer.tar", "c3"], ["sha256:1", "sha256:1", "sha256:3"]);
        expect(readSavedImage(folder.path)).to.deep.equal({
            ...{ folder: folder.path, config },
            layers: [
                { diffId: "sha256:1", path: "a1/layer.tar", bytes: 5 },
                { diffId: "sha256:1", path: "a1/layer.tar", bytes: 5 },
                { diffId: "sha256:3", path: "c3", bytes: 3 },
            ],
        });
    });

    it("is refused without all of its layers", () => {
        save(["a1/layer.tar"], ["sha256:1", "sha256:2"]);
        expect(() => readSavedImage(folder.path)).to.throw("without its layers");
    });
});

import { expect } from "chai";
import { partFiles } from "../../../../components/image/send/part-files.plan";
import { planParts, type SavedLayer } from "../../../../components/image/send/parts.plan";

const layer = (diffId: string, megabytes: number): SavedLayer => {
    return { diffId, path: `${diffId}/layer.tar`, bytes: megabytes * 1_000_000 };
};
const layers = [layer("base", 70), layer("ca", 1), layer("python", 60), layer("packages", 20), layer("app", 1)];

describe("what of an image is sent", () => {
    for (const [what, present, parts] of [
        ["all of it to an engine without images", [], ["0-1 70", "1-3 61", "3-4 20", "4-5 1"]],
        [
            "all of it where other images begin otherwise",
            [["alpine"], ["alpine", "base"]],
            ["0-1 70", "1-3 61", "3-4 20", "4-5 1"],
        ],
        [
            "what comes after the longest common beginning",
            [["base"], ["base", "ca", "python", "other"], []],
            ["3-4 20", "4-5 1"],
        ],
        ["its topmost layer alone", [["base", "ca", "python", "packages", "app before"]], ["4-5 1"]],
        [
            "its configuration alone where all layers are there",
            [["base", "ca", "python", "packages", "app"]],
            ["5-5 0"],
        ],
        [
            "the same where it is the beginning of another",
            [["base", "ca", "python", "packages", "app", "more"]],
            ["5-5 0"],
        ],
    ] as const) {
        it(`is ${what}`, () => {
            const found = planParts(layers, present).map(({ from, to, bytes }) => `${from}-${to} ${bytes / 1_000_000}`);
            expect(found).to.deep.equal(parts);
        });
    }

    it("is its configuration where it has no layers", () =>
        expect(planParts([], [["base"]])).to.deep.equal([{ from: 0, to: 0, bytes: 0 }]));
});

describe("a part of an image as an engine loads it", () => {
    const config = JSON.stringify({
        ...{ architecture: "amd64", os: "linux", created: "2026-01-01T00:00:00Z" },
        config: { Cmd: ["serve"], Labels: { version: "1.0.0" } },
        rootfs: { type: "layers", diff_ids: layers.map(({ diffId }) => diffId) },
        history: [{ created_by: "COPY" }],
    });
    const make = (to: number) => {
        const named = { reference: "acme/api:1.0.0", created: "2026-11-22T01:00:00.000Z" };
        return partFiles({ config, layers }, { to }, named);
    };

    it("is an image without a name, which says what it is a part of", () => {
        const files = make(2);
        expect(JSON.parse(files["manifest.json"])).to.deep.equal([
            { Config: "config.json", RepoTags: [], Layers: ["base/layer.tar", "ca/layer.tar"] },
        ]);
        expect(JSON.parse(files["config.json"])).to.deep.equal({
            ...{ architecture: "amd64", os: "linux", created: "2026-11-22T01:00:00.000Z" },
            config: { Labels: { "slipway.part": "acme/api:1.0.0" } },
            rootfs: { type: "layers", diff_ids: ["base", "ca"] },
        });
    });

    it("is the image itself with the last one, to the letter", () => {
        const files = make(5);
        expect(JSON.parse(files["manifest.json"])).to.deep.equal([
            { Config: "config.json", RepoTags: ["acme/api:1.0.0"], Layers: layers.map(({ path }) => path) },
        ]);
        expect(files["config.json"]).to.equal(config);
    });
});

import { expect } from "chai";
import { rolloutMigration } from "../../../stacks/rollout-migration";
import { releaseConfig } from "../support/release-config";

const migrations = { service: "api", up: "migrate up", head: "h", heads: "s", known: "k {revision}", timeout: 600 };
const config = { migrations, release: releaseConfig({ quiesce: ["worker"] }) };
const environment = { SLIPWAY_UP: "migrate up", SLIPWAY_HEAD: "h", SLIPWAY_HEADS: "s", SLIPWAY_KNOWN: "k {revision}" };

function job(image: string) {
    return { document: JSON.stringify({ services: { job: { image } } }), files: {} };
}

function runs(image: string, changes: object = {}) {
    const migration = {
        snapshot: job("a:1"),
        environment: { ...environment, ...changes },
        waits: false,
        hasGenerations: false,
        isWhole: true,
    };
    return rolloutMigration(config, job(image), { services: new Map(), migration })?.runs;
}

describe("the migration in a plan", () => {
    it("is none without slipway:migrations", () => {
        expect(rolloutMigration({ release: config.release }, undefined, { services: new Map() })).to.equal(undefined);
    });

    it("runs the first time, if the database is behind", () => {
        expect(rolloutMigration(config, job("a:1"), { services: new Map() })).to.deep.equal({
            ...{ service: "api", command: "migrate up", runs: "if behind", timeout: 600, quiesced: ["worker"] },
        });
    });

    it("runs again when its image or a command changed, and not else", () => {
        expect(runs("a:1")).to.equal("no");
        expect(runs("a:2")).to.equal("if behind");
        expect(runs("a:1", { SLIPWAY_UP: "other" })).to.equal("if behind");
    });
});

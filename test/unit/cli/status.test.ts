import { expect } from "chai";
import type { ServerStatus } from "../../../cli/servers/server-status";
import { decideStatus, type ServiceFacts } from "../../../cli/status/decide";
import type { Health, ServiceStatus } from "../../../cli/status/status";
import { serverTable, statusTable } from "../../../cli/status/table";
import { setEnvironment } from "../support/set-environment";

const running: ServiceFacts = {
    service: "db",
    name: "slipway-local_db",
    declared: 2,
    replicas: "1/1",
    image: "postgres:15-bookworm",
    labels: {},
    containers: ["Up 5 minutes"],
    states: ["running"],
};

function healthOf(changes: Partial<ServiceFacts>): Health {
    return decideStatus({ ...running, ...changes }).health;
}

describe("the status of a service", () => {
    it("has version, commit and time from the labels of an image built here", () => {
        const labels = {
            "org.opencontainers.image.version": "1.4.2",
            "org.opencontainers.image.revision": "0123456789abcdef0123456789abcdef01234567",
            "org.opencontainers.image.created": "2026-01-31T12:00:00Z",
        };
        const image = "slipway-local-3f9a/api:1.4.2-abc";
        expect(decideStatus({ ...running, service: "api", image, labels })).to.deep.equal({
            service: "api",
            version: "1.4.2",
            commit: "012345678",
            built: "2026-01-31T12:00:00Z",
            replicas: "1/1",
            health: "running",
            failures: 0,
        });
        const dirty = { ...labels, "org.opencontainers.image.revision": `${"0123456789".repeat(4)}-dirty` };
        expect(decideStatus({ ...running, image, labels: dirty }).commit).to.equal("012345678-dirty");
        const unknown = { ...labels, "org.opencontainers.image.revision": "unknown" };
        expect(decideStatus({ ...running, image, labels: unknown })).to.deep.include({
            version: "1.4.2",
            commit: "unknown",
        });
    });

    it("has the reference of an image from elsewhere, whatever that is labelled with", () => {
        const labels = { "org.opencontainers.image.version": "9", "org.opencontainers.image.revision": "abc" };
        expect(decideStatus({ ...running, labels })).to.deep.include({ version: "postgres:15-bookworm", commit: "" });
        const image = `postgres:15@sha256:${"0".repeat(64)}`;
        expect(decideStatus({ ...running, image }).version).to.equal("postgres:15");
    });

    const health: readonly (readonly [Health, Partial<ServiceFacts>])[] = [
        ["running", {}],
        ["healthy", { containers: ["Up 5 minutes (healthy)", "Up 1 minute (healthy)"], replicas: "2/2" }],
        ["running", { containers: ["Up 5 minutes (healthy)", "Up 1 second (health: starting)"], replicas: "2/2" }],
        ["unhealthy", { containers: ["Up 5 minutes (healthy)", "Up 5 minutes (unhealthy)"], replicas: "2/2" }],
        ["running", { containers: [] }],
        ["stopped", { replicas: "0/0", containers: [] }],
        ["stopped", { replicas: "1/0", containers: ["Up 5 minutes (unhealthy)"] }],
        ["running", { replicas: "0/0", containers: [], declared: 0 }],
        ["starting", { replicas: "0/1", containers: [], states: ["preparing"] }],
        ["starting", { replicas: "1/2", states: ["starting"] }],
        ["failed", { replicas: "0/1", containers: [], states: ["failed"] }],
        ["failed", { replicas: "0/1", containers: [], states: ["rejected"] }],
        ["completed", { replicas: "0/1 (1/1 completed)", containers: [], states: ["complete"] }],
        ["starting", { replicas: "1/1 (0/1 completed)", states: ["running"] }],
        ["failed", { replicas: "0/1 (0/1 completed)", containers: [], states: ["failed"] }],
    ];
    for (const [expected, facts] of health) {
        it(`is ${expected} with ${JSON.stringify(facts)}`, () => expect(healthOf(facts)).to.equal(expected));
    }

    it("is absent where the engine has no such service", () => {
        const { replicas: _, ...facts } = running;
        expect(decideStatus({ ...facts, containers: [], states: [] })).to.deep.include({
            health: "absent",
            replicas: "0/0",
        });
    });

    for (const [why, changes, command] of [
        ["by hand", {}, "docker service update --replicas 2 slipway-local_db"],
        [
            "for a migration",
            { quiesced: "3" },
            "docker service update --replicas 3 --label-rm slipway.quiesced slipway-local_db",
        ],
    ] as const) {
        it(`is told with the command that brings it back when it was stopped ${why}`, () => {
            const status = decideStatus({ ...running, replicas: "0/0", containers: [], ...changes });
            expect(status.bringBack).to.equal(command);
            expect(decideStatus({ ...running, ...changes })).not.to.have.property("bringBack");
        });
    }

    it("tells of a job how often it completed", () => {
        expect(decideStatus({ ...running, replicas: "0/1 (1/1 completed)" }).replicas).to.equal("1/1");
    });

    it("tells how many of its tasks have failed, of those that are remembered", () => {
        const failuresOf = (...states: readonly string[]) => decideStatus({ ...running, states }).failures;
        expect(failuresOf()).to.equal(0);
        expect(failuresOf("running", "shutdown", "complete")).to.equal(0);
        expect(failuresOf("running", "failed", "running", "rejected", "failed")).to.equal(3);
    });

    it("has only failed while its newest task has", () => {
        expect(healthOf({ replicas: "0/1", containers: [], states: ["starting", "failed"] })).to.equal("starting");
    });

    it("does not count a task that is just stopping beside its successor", () => {
        expect(decideStatus({ ...running, replicas: "2/1" }).replicas).to.equal("1/1");
    });
});

describe("the table of a stack's services", () => {
    const api: ServiceStatus = {
        service: "api",
        version: "1.4.2",
        commit: "012345678",
        built: "2026-01-31T12:00:00Z",
        replicas: "1/1",
        health: "healthy",
        failures: 0,
    };
    const database: ServiceStatus = {
        service: "database",
        version: "postgres:15-bookworm",
        commit: "",
        built: "",
        replicas: "0/1",
        health: "failed",
        failures: 3,
    };
    const status = { stack: "local", prefix: "slipway-local", urls: [], services: [api, database] };

    it("has columns as wide as what stands in them", () => {
        expect(statusTable(status, false)).to.deep.equal([
            "SERVICE   VERSION               COMMIT     BUILT                 REPLICAS  HEALTH",
            "api       1.4.2                 012345678  2026-01-31T12:00:00Z  1/1       healthy",
            "database  postgres:15-bookworm  -          -                     0/1       failed",
        ]);
    });

    it("is green where all is well and red where it is not, unless NO_COLOR is set", () => {
        const restore = setEnvironment({ NO_COLOR: undefined });
        try {
            const [, good, bad] = statusTable(status, true);
            expect(good?.endsWith("\u001b[32mhealthy\u001b[39m")).to.equal(true);
            expect(bad?.endsWith("\u001b[31mfailed\u001b[39m")).to.equal(true);
            process.env.NO_COLOR = "1";
            expect(statusTable(status, true)).to.deep.equal(statusTable(status, false));
        } finally {
            restore();
        }
    });
});

describe("the table of a stack's servers", () => {
    const first: ServerStatus = {
        ...{ name: "shop-production-0", address: "203.0.113.10", role: "leader", engine: "26.1.5" },
        ...{ state: "ready", data: true },
    };
    const second: ServerStatus = {
        ...{ name: "shop-production-1", address: "203.0.113.11", role: "worker", engine: "" },
        ...{ state: "absent", data: false },
    };
    const status = { stack: "production", prefix: "shop-production", urls: [], services: [], servers: [first, second] };

    it("has a line for each, which ends with its state", () => {
        expect(serverTable(status, false)).to.deep.equal([
            "SERVER             ADDRESS       ROLE    ENGINE  STATE",
            "shop-production-0  203.0.113.10  leader  26.1.5  ready",
            "shop-production-1  203.0.113.11  worker  -       absent",
        ]);
    });

    it("is green for one that is ready, and red for any other, on terminals", () => {
        const restore = setEnvironment({ NO_COLOR: undefined });
        try {
            const [, good, bad] = serverTable(status, true);
            expect(good?.endsWith("\u001b[32mready\u001b[39m")).to.equal(true);
            expect(bad?.endsWith("\u001b[31mabsent\u001b[39m")).to.equal(true);
        } finally {
            restore();
        }
    });
});

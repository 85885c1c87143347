import { expect } from "chai";
import { type Gap, gapLines, gapsOf } from "../../../stacks/gaps";
import { load } from "../../compose/support/load";
import { domainConfig } from "../support/domain-config";

const health = "healthcheck: { test: [CMD, ok] }";
const domain = domainConfig({ routes: [{ path: "/", service: "web", port: 3000 }] });

/** Gaps of one service called web, beside what it is given; route and health check are there unless it says so. */
function gaps(service: string, more = "", postgres?: { readonly service: string }): readonly Gap[] {
    const model = load(`services:\n  web: { image: web, ${service} }\n${more}`);
    const database = postgres && { ...postgres, database: "app", user: "app", extensions: [] };
    const migrations = {
        service: "web",
        up: "up",
        head: "SELECT 1",
        heads: "heads",
        known: "known {revision}",
        timeout: 60,
    };
    return gapsOf(model, { domain, ...(database && { postgres: database, migrations }) });
}

const found = (list: readonly Gap[]) => list.map(({ service, lacks, why }) => `${service}: ${lacks}: ${why}`);

describe("what services lack", () => {
    const volumes = "volumes: { data: {}, theirs: { external: true } }\n";
    const table: readonly (readonly [string, string, readonly string[]])[] = [
        [health, "", []],
        ["init: true", "", ["web: health check: none in the compose file"]],
        ["healthcheck: { disable: true }", "", ["web: health check: switched off"]],
        [`${health}, ports: ["3000:3000"]`, "", []],
        [`${health}, ports: ["5432:5432", "3000:3000", "53:53/udp"]`, "", ["web: route: port 5432 of the host"]],
        [`${health}, volumes: ["data:/a", "theirs:/b", "data:/c"]`, volumes, ["web: backup: volume data, theirs"]],
        [`${health}, volumes: ["data:/a:ro", "/srv:/b", "/anonymous"], tmpfs: [/t]`, volumes, []],
    ];
    for (const [service, more, expected] of table) {
        it(`is ${expected.join(", ") || "nothing"} with ${service}`, () =>
            expect(found(gaps(service, more))).to.deep.equal(expected));
    }

    it("is no health check where a service runs once", () => {
        const once = "  once: { image: once }\n";
        const depends = "depends_on: { once: { condition: service_completed_successfully } }";
        expect(found(gaps(`${health}, ${depends}`, once))).to.deep.equal([]);
    });

    it("is told in a line for each kind, with what to do", () => {
        const other = `  db: { image: db, ports: ["5432:5432"], volumes: ["data:/d"] }\n${volumes}`;
        const all = gaps('init: true, volumes: ["theirs:/t"]', other, { service: "db" });
        expect(gapLines(all)).to.deep.equal([
            "without a health check: web (none in the compose file), db (none in the compose file); give each a healthcheck: with a test; without one, what has run for a moment counts as healthy, and a new version beside its old one once it answers",
            "without a route: db (port 5432 of the host); such a port leads past the proxy, and is closed during each change: add a route (slipway:domain.routes), or delete ports: where only other services call",
            "without a backup: web (volume theirs), db (volume data, but for the dumps before migrations (slipway:migrations)); Slipway makes no backups yet: copy what must not be lost",
        ]);
        expect(gapLines([])).to.deep.equal([]);
    });
});

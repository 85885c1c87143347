import { expect } from "chai";
import type { ComposeModel } from "../../../components/compose/model";
import { type MigrationOrder, migrationOrder } from "../../../stacks/migration-order";
import { load } from "../../compose/support/load";

const file = load(`
services:
  web: { image: web, depends_on: [api] }
  api: { image: api, depends_on: { migrate: { condition: service_completed_successfully }, cache: { condition: service_started } } }
  seed: { image: api }
  report: { image: api, depends_on: { seed: { condition: service_completed_successfully } } }
  migrate: { image: api, depends_on: [secrets] }
  secrets: { image: vault, depends_on: [disk] }
  disk: { image: disk }
  cache: { image: redis }
  db: { image: postgres, depends_on: [disk] }
`);

function order(compose: ComposeModel, service?: string) {
    const migrations = { service: service ?? "", up: "u", head: "h", heads: "s", known: "k", timeout: 1 };
    const postgres = { service: "db", database: "app", user: "app", extensions: [] };
    return names(migrationOrder(compose, { postgres, ...(service === undefined ? {} : { migrations }) }));
}

function names({ before, migrating, after }: MigrationOrder) {
    return {
        before: before.map(({ name }) => name),
        migrating: migrating?.name,
        after: after.map(({ name }) => name),
    };
}

describe("the order of services around a migration", () => {
    it("is the order of start where nothing is migrated", () => {
        const { before, migrating, after } = order(file);
        expect({ before, migrating }).to.deep.equal({ before: [], migrating: undefined });
        expect(after).to.have.members(Object.keys(file.services));
    });

    it("has the database first, and what the migration's service needs, and the one-off in neither part", () => {
        expect(order(file, "migrate")).to.deep.equal({
            before: ["disk", "secrets", "db"],
            migrating: "migrate",
            after: ["cache", "api", "web", "seed", "report"],
        });
    });

    it("has a service that keeps running after the migration that it lends its image to", () => {
        expect(order(file, "report")).to.deep.equal({
            before: ["disk", "seed", "db"],
            migrating: "report",
            after: ["secrets", "migrate", "cache", "api", "web", "report"],
        });
    });
});

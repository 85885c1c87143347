import { expect } from "chai";
import { Postgres } from "../../../../components/database/postgres";
import { renderRoles } from "../../../../components/database/roles.render";
import { testHost } from "../../support/host";
import { Marked, makeWithMocks } from "../../support/mocks";

describe("a database", () => {
    const settings = { service: "db", database: "desk", user: "seller", extensions: [] };
    const passwords = { superuser: "battery", app: "staple" };

    it("is one command that gets its SQL by standard input, as a secret, and shows what it says", async () => {
        const made = await makeWithMocks(() => {
            const volumes = ["slipway-test_data"];
            return new Postgres("postgres", {
                ...{ host: testHost(), stack: "slipway-test" },
                settings,
                volumes,
                passwords,
            });
        });
        expect({ service: made.result.service, database: made.result.database }).to.deep.equal({
            service: "slipway-test_db",
            database: "desk",
        });
        expect(made.get("postgres-roles").inputs).to.deep.equal({
            create: "bash components/database/ensure-role.sh",
            update: "bash components/database/ensure-role.sh",
            environment: {
                DOCKER_HOST: "unix:///run/engine.sock",
                SLIPWAY_POSTGRES: "slipway-test_db",
                SLIPWAY_USER: "seller",
                SLIPWAY_DATABASE: "desk",
            },
            stdin: new Marked(renderRoles(settings, passwords)),
            logging: "stderr",
            triggers: ["slipway-test_db", "slipway-test_data", "unix:///run/engine.sock"],
        });
    });
});

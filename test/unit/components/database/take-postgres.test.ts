import { expect } from "chai";
import type { ComposeModel } from "../../../../components/compose/model";
import { takePostgres } from "../../../../components/database/take-postgres.plan";
import { load } from "../../../compose/support/load";

function taken(lines: string): ComposeModel {
    const file = `services:\n  db:\n    image: postgres:15\n${lines}\n  api: { image: api }\nvolumes: { data: }\n`;
    const files = { "/app/.env": "POSTGRES_PASSWORD=before\nTZ=UTC\n" };
    return takePostgres(load(file, { files }), { service: "db", database: "desk", user: "app", extensions: [] });
}

const test = ["CMD", "pg_isready", "-h", "127.0.0.1", "-U", "postgres", "-d", "desk"];

describe("a database that is taken over", () => {
    it("has a superuser, a database and a health check of Slipway's own", () => {
        const model = taken("    volumes: [data:/var/lib/postgresql/data]");
        const { environment, secrets, healthcheck } = model.services.db ?? {};
        expect({ environment, secrets, healthcheck, file: model.secrets }).to.deep.equal({
            environment: {
                POSTGRES_USER: ["postgres"],
                POSTGRES_DB: ["desk"],
                POSTGRES_PASSWORD_FILE: ["/run/secrets/slipway-postgres-superuser"],
            },
            secrets: [{ source: "slipway-postgres-superuser", target: "slipway-postgres-superuser" }],
            healthcheck: { test, interval: "3s", timeout: "5s", retries: 10, startPeriod: "60s" },
            file: { "slipway-postgres-superuser": { content: [{ secret: "postgres.superuser" }] } },
        });
    });

    it("keeps all else that the file says of it, its timings among them, but for the password of an env_file", () => {
        const model = taken(
            [
                "    command: [postgres, -c, shared_buffers=64MB]",
                "    env_file: .env",
                "    healthcheck: { test: [CMD, ask], interval: 9s, retries: 2 }",
                "    volumes: [data:/var/lib/postgresql/data]",
                "    deploy: { resources: { limits: { memory: 64M } } }",
            ].join("\n"),
        );
        const { db, api } = model.services;
        expect(db?.command).to.deep.equal(["postgres", "-c", "shared_buffers=64MB"]);
        expect(db?.deploy.limits).to.deep.equal({ memory: 64 * 1024 * 1024 });
        expect(db?.mounts).to.have.length(1);
        expect(db?.environment).to.have.all.keys("TZ", "POSTGRES_USER", "POSTGRES_DB", "POSTGRES_PASSWORD_FILE");
        expect(db?.healthcheck).to.deep.equal({
            ...{ test, interval: "9s", timeout: "5s", retries: 2, startPeriod: "60s" },
        });
        expect(api?.secrets).to.deep.equal([]);
    });
});

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { ComposeError } from "../../../components/compose/problem";
import { ConfigError } from "../../../stacks/config/config-error";
import { loadApp } from "../../../stacks/load-app";
import { domainConfig } from "../support/domain-config";
import { releaseConfig } from "../support/release-config";
import { TemporaryFolder } from "../support/temporary-folder";

describe("an application", () => {
    let folder: TemporaryFolder;

    beforeEach(() => {
        folder = new TemporaryFolder();
        folder.write(
            "app/compose.yaml",
            'services:\n  web:\n    image: web:${TAG:-none}\n    environment: { LEVEL: "${LEVEL:-none}", KEY: "${KEY:-none}" }\n',
        );
    });
    afterEach(() => folder.remove());

    interface More {
        readonly compose?: string;
        readonly env?: Record<string, string>;
        readonly routes?: readonly string[];
        readonly postgres?: string;
        readonly redis?: string;
    }

    function load(stack: string, more: More = {}) {
        const routes = (more.routes ?? []).map((service) => ({ path: "/", service, port: 80 }));
        const config = {
            compose: more.compose ?? "app/compose.yaml",
            env: more.env ?? {},
            domain: domainConfig({ routes }),
            ...(more.postgres && {
                postgres: { service: more.postgres, database: "app", user: "app", extensions: [] },
            }),
            ...(more.redis && { redis: { service: more.redis, persistence: "aof" as const } }),
            release: releaseConfig(),
            origin: { stack, file: `Pulumi.${stack}.yaml`, lines: new Map<string, number>() },
        };
        return loadApp(config, ["KEY"], folder.path);
    }

    it("gets its variables from the configuration, and secrets by name", () => {
        const { web } = load("staging", { env: { TAG: "2" } }).model.services;
        expect(web?.image).to.equal("web:2");
        expect(web?.environment).to.deep.equal({ LEVEL: ["none"], KEY: [{ secret: "KEY" }] });
    });

    it("never gets this process's variables", () => {
        process.env.LEVEL = "from-the-process";
        try {
            expect(load("local").model.services.web?.environment.LEVEL).to.deep.equal(["none"]);
        } finally {
            delete process.env.LEVEL;
        }
    });

    it("takes .env beside the compose file on the stack local alone, below the configuration", () => {
        folder.write("app/.env", "TAG=3\nLEVEL=debug\nKEY=not-this\n");
        folder.write(".env", "TAG=4\n");
        const { web } = load("local", { env: { LEVEL: "info" } }).model.services;
        expect(web?.image).to.equal("web:3");
        expect(web?.environment).to.deep.equal({ LEVEL: ["info"], KEY: [{ secret: "KEY" }] });
        expect(load("staging").model.services.web?.image).to.equal("web:none");
    });

    it("takes passwords of .env for secrets, and hands out their values", () => {
        folder.write(
            "app/compose.yaml",
            'services:\n  web: { image: web, environment: ["A=${DB_PASSWORD}", "B=${URL}", "C=${API_TOKEN:-none}", "D=${OWN_TOKEN}"] }\n',
        );
        folder.write(
            "app/.env",
            "DB_PASSWORD=sesame\nURL=redis://:sesame@db\nAPI_TOKEN=\nKEY=no\nKEY_PASSWORD=x\nOWN_TOKEN=mine\n",
        );
        const { model, secrets } = load("local", { env: { OWN_TOKEN: "true", KEY_PASSWORD: "true" } });
        expect(secrets).to.deep.equal({ DB_PASSWORD: "sesame", URL: "redis://:sesame@db" });
        expect(model.services.web?.environment).to.deep.equal({
            A: [{ secret: "DB_PASSWORD" }],
            B: [{ secret: "URL" }],
            C: ["none"],
            D: ["true"],
        });
        expect(JSON.stringify(model)).not.to.contain("sesame");
        expect(load("local", { env: { DB_PASSWORD: "a", URL: "b", OWN_TOKEN: "c" } }).secrets).to.deep.equal({
            KEY_PASSWORD: "x",
        });
    });

    it("refuses passwords in the compose file, on the stack local only warns", () => {
        folder.write("app/compose.yaml", "services:\n  web: { image: web, environment: { DB_PASSWORD: sesame } }\n");
        expect(() => load("staging")).to.throw(
            ComposeError,
            /^app\/compose\.yaml:2:37 services\.web\.environment\.DB_PASSWORD: holds the secret DB_PASSWORD in plain text/,
        );
        expect(load("local").model.notes.join()).to.match(/^app\/compose\.yaml:2:37 .* DB_PASSWORD in plain text/);
    });

    it("tells the ports that routing takes from other services", () => {
        folder.write("app/compose.yaml", "services:\n  web: { image: web, expose: [80, 90] }\n");
        expect(load("staging", { routes: ["web"] }).model.notes.join()).to.contain("not on 90;");
    });

    it("has no file that is a folder, or that this user may not read", () => {
        expect(() => load("staging", { compose: "app" })).to.throw(
            ComposeError,
            "app:1:1 is a folder; name a file in it",
        );
        mkdirSync(join(folder.path, "app", ".env"));
        expect(() => load("local")).to.throw(ComposeError, "app/.env:1:1 is a folder");
        folder.write("app/compose.yaml", "services:\n  web: { image: web, env_file: .env }\n");
        expect(() => load("staging")).to.throw(ComposeError, "app/.env:1:1 is a folder");
        // No file is unreadable for root, but this one is.
        expect(() => load("staging", { compose: "/proc/self/mem" })).to.throw(
            ComposeError,
            /mem:1:1 cannot be read \(E[A-Z]+\); let this user read it/,
        );
    });

    it("says what is wrong in .env", () => {
        folder.write("app/.env", "TAG=1\nnot a line\n");
        expect(() => load("local")).to.throw(ComposeError, /^app\/\.env:2/);
    });

    describe("whose database needs a password that only plain compose has", () => {
        beforeEach(() =>
            folder.write(
                "app/compose.yaml",
                "services:\n  db: { image: 'postgres:15', environment: { POSTGRES_PASSWORD: '${POSTGRES_PASSWORD:?}' }, volumes: ['db:/var/lib/postgresql/data'] }\n  cache: { image: 'redis:7', environment: { REDIS_PASSWORD: '${REDIS_PASSWORD:?}' }, volumes: ['db:/data'] }\n  web: { image: web }\nvolumes: { db: }\n",
            ),
        );

        const rows: readonly (readonly [More, RegExp])[] = [
            [{ postgres: "databse", redis: "cache" }, /postgres\.service: found "databse", expected a service of/],
            [{ postgres: "dv", redis: "cache" }, /did you mean db\?/],
            [{ postgres: "web", redis: "cache" }, /found service web \(.*\) without a volume/],
            [{ postgres: "db", redis: "cach" }, /redis\.service: found "cach".* did you mean cache\?/],
            [{ postgres: "dv", redis: "cach" }, /did you mean db\?\n.*did you mean cache\?/],
        ];
        for (const [more, message] of rows) {
            it(`tells a wrong name first: ${more.postgres}, ${more.redis}`, () => {
                expect(() => load("staging", more)).to.throw(ConfigError, message);
            });
        }

        it("says that the password is not set where the names are right, or there is none", () => {
            expect(() => load("staging", { postgres: "db" })).to.throw(ComposeError, /REDIS_PASSWORD is not set/);
            expect(() => load("staging")).to.throw(ComposeError, /POSTGRES_PASSWORD is not set/);
        });
    });

    it("is held against the configuration's routes", () => {
        expect(() => load("staging", { routes: ["wep"] })).to.throw(ConfigError, /did you mean web\?/);
    });
});

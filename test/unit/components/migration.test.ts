import { execFileSync } from "node:child_process";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { parse } from "yaml";
import { Migration } from "../../../components/migration/migration";
import { migrationModel } from "../../../components/migration/migration-model";
import { load } from "../../compose/support/load";
import { testHost } from "../support/host";
import { Marked, makeWithMocks } from "../support/mocks";

const compose = load(
    `
services:
  db: { image: "postgres:15", volumes: ["data:/var/lib/postgresql/data", "/srv/dumps:/dumps", /tmp/x] }
  api:
    image: acme/api:1
    entrypoint: [/start, --migrate]
    command: [serve]
    user: "1000"
    working_dir: /srv
    hostname: api
    tty: true
    environment: { DATABASE_URL: "postgresql://app:\${PW}@db/app", LEVEL: info }
    ports: ["8000:8000"]
    networks: { default: { aliases: [backend] } }
    volumes: ["files:/files"]
    labels: { a: b }
    healthcheck: { test: [CMD, probe] }
    stop_signal: SIGQUIT
    stop_grace_period: 1m
    logging: { driver: none }
    deploy:
      replicas: 3
      labels: { c: d }
      resources: { limits: { memory: 64M } }
      restart_policy: { condition: any }
volumes: { files: {}, data: {} }
`,
    { secrets: ["PW"] },
);
const api = compose.services.api;
if (api === undefined) throw new Error("there is no service api");

function make(changes: { readonly quiesce?: readonly string[] } = {}) {
    return makeWithMocks(() => {
        new Migration("migration", {
            ...{ host: testHost(), stack: "slipway-test", model: api as never, compose, image: "acme/api:1" },
            commands: {
                up: "tool up",
                head: "SELECT 1",
                heads: "tool heads",
                known: "tool has {revision}",
                timeout: 60,
            },
            database: { service: "db", name: "leads" },
            quiesce: changes.quiesce ?? ["worker", "beat"],
            secrets: { PW: pulumi.secret("hunter2") },
            networks: { SLIPWAY_NETWORK_default: "net-1", SLIPWAY_NETWORK_other: "net-2" },
            volumes: { files: "slipway-test_files", data: "slipway-test_data" },
        });
    });
}

describe("a migration", () => {
    it("runs as its service would, and is no service", () => {
        const { environment, mounts, user, workingDir, name, ...rest } = migrationModel(api);
        expect({ environment, mounts, user, workingDir }).to.deep.equal({
            environment: { ...api.environment, PGAPPNAME: ["slipway-migration"] },
            mounts: api.mounts,
            user: "1000",
            workingDir: "/srv",
        });
        expect(name).to.equal("slipway-migration");
        expect(rest).to.deep.include({
            entrypoint: ["/bin/sh", "-c", 'eval "$SLIPWAY_STEP"'],
            dependsOn: {},
            oneOff: true,
            healthcheck: { test: ["NONE"] },
            ports: [],
            networks: { default: { aliases: [] } },
            labels: {},
            stopGracePeriod: "1s",
        });
        expect(rest.deploy).to.deep.equal({
            replicas: 1,
            limits: { memory: 67_108_864 },
            reservations: {},
            restart: { condition: "none" },
            labels: {},
            placement: [],
            updateConfig: {},
        });
        for (const key of ["command", "hostname", "logging", "stopSignal", "tty"])
            expect(rest).not.to.have.property(key);
    });

    it("gives the script a job with a step to fill in, and secrets of its own", async () => {
        const made = await make();
        const { inputs } = made.get("migration-run");
        const { services } = parse(String(inputs.stdin)) as { services: Record<string, Record<string, unknown>> };
        expect(Object.keys(services)).to.deep.equal(["slipway-migration"]);
        expect(services["slipway-migration"]).to.deep.include({
            image: "acme/api:1",
            entrypoint: ["/bin/sh", "/run/slipway/launcher", "/bin/sh", "-c", 'eval "$$SLIPWAY_STEP"'],
            environment: {
                LEVEL: "info",
                PGAPPNAME: "slipway-migration",
                SLIPWAY_EXPORT: "DATABASE_URL",
                SLIPWAY_STEP: "${SLIPWAY_STEP}",
            },
        });
        expect(services["slipway-migration"]?.deploy).to.deep.include({
            mode: "replicated-job",
            restart_policy: { condition: "none" },
            labels: { "slipway.service": "slipway-migration", "slipway.stack": "slipway-test" },
        });
        const secret = made.get("slipway-test.slipway-migration.DATABASE_URL");
        expect(secret.inputs.data).to.deep.equal(
            new Marked(Buffer.from("postgresql://app:hunter2@db/app").toString("base64")),
        );
        expect(JSON.stringify(inputs)).not.to.contain("hunter2");
    });

    it("tells the script everything by its environment, and is removed with its job", async () => {
        const { inputs } = (await make()).get("migration-run");
        expect(inputs).to.deep.include({
            create: "bash components/migration/migrate.sh",
            update: "bash components/migration/migrate.sh",
            delete: "bash components/migration/remove.sh",
            triggers: ["slipway-test", "slipway-test_data", "/srv/dumps", "unix:///run/engine.sock"],
            environment: {
                DOCKER_HOST: "unix:///run/engine.sock",
                SLIPWAY_NETWORK_default: "net-1",
                SLIPWAY_SECRET_DATABASE_URL: "slipway-test.slipway-migration.DATABASE_URL-0a1b2c3",
                SLIPWAY_CONFIG_slipway_launcher: "slipway-test.slipway-migration.config.slipway_launcher-0a1b2c3",
                SLIPWAY_STACK: "slipway-test",
                SLIPWAY_SERVICE: "slipway-migration",
                SLIPWAY_GENERATION: "",
                SLIPWAY_IMAGE: "acme/api:1",
                SLIPWAY_POSTGRES: "slipway-test_db",
                SLIPWAY_DATABASE: "leads",
                SLIPWAY_UP: "tool up",
                SLIPWAY_HEAD: "SELECT 1",
                SLIPWAY_HEADS: "tool heads",
                SLIPWAY_KNOWN: "tool has {revision}",
                SLIPWAY_TIMEOUT: "60",
                SLIPWAY_QUIESCE: "worker beat",
                SLIPWAY_DUMPS: "/srv/slipway/dumps/slipway-test",
            },
        });
    });
});

describe("the steps of a migration", () => {
    /** What sh prints that gets a step as the job does. */
    function run(step: string, commands: Readonly<Record<string, string>>): string {
        const script = `. components/migration/job.sh; . components/migration/probe.sh; SLIPWAY_STEP=$(${step}) sh -c 'eval "$SLIPWAY_STEP"' 2>/dev/null || true`;
        return execFileSync("bash", ["-c", script], { env: { ...process.env, ...commands }, encoding: "utf8" });
    }
    const lines = (text: string) => text.split("\n").filter((line) => line !== "");

    for (const [what, step, commands, printed] of [
        [
            "asks for the newest revisions and for each of the database's",
            "probe_step $'0001\\n0009'",
            { SLIPWAY_HEADS: "printf '0002 (head)\\n\\nb7 x\\n'", SLIPWAY_KNOWN: "echo loud; test {revision} = 0001" },
            ["slipway-head 0002", "slipway-head b7", "slipway-unknown 0009", "slipway-ended 0"],
        ],
        [
            "asks about none where there is none",
            "probe_step ''",
            { SLIPWAY_HEADS: "true", SLIPWAY_KNOWN: "false {revision}" },
            ["slipway-ended 0"],
        ],
        [
            "quotes what needs it",
            "probe_step $'a\\'b c'",
            { SLIPWAY_HEADS: "true", SLIPWAY_KNOWN: 'test {revision} = "a\'b c"' },
            ["slipway-ended 0"],
        ],
        [
            "leaves alone what stands in quotes already",
            "probe_step 0001",
            { SLIPWAY_HEADS: "true", SLIPWAY_KNOWN: "test '{revision}' = 0001" },
            ["slipway-ended 0"],
        ],
        [
            "takes a command that fails for no answer",
            "probe_step 0001",
            { SLIPWAY_HEADS: "exit 4", SLIPWAY_KNOWN: "true {revision}" },
            ["slipway-ended 4"],
        ],
        [
            "takes a command that is not there for no answer",
            "probe_step 0001",
            { SLIPWAY_HEADS: "true", SLIPWAY_KNOWN: "no-such-tool {revision}" },
            ["slipway-ended 127"],
        ],
        [
            "says how the migration ended",
            "up_step",
            { SLIPWAY_UP: 'echo "it\'s $((1 + 1))"; exit 5' },
            ["it's 2", "slipway-ended 5"],
        ],
    ] as const) {
        it(what, () => {
            expect(lines(run(step, commands))).to.deep.equal(printed);
        });
    }
});

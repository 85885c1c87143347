import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { parse } from "yaml";
import { configFiles, secretEnvironment, secretFiles } from "../../components/compose/files";
import { launcher, throughLauncher } from "../../components/compose/launcher";
import { renderService } from "../../components/compose/render";
import { load, withService } from "./support/load";

const around = { secrets: ["KEY"] };

function documentOf(lines: string): Record<string, unknown> {
    const model = load(withService(lines), around);
    const app = model.services.app;
    if (!app) {
        throw new Error("the file has no service app");
    }
    const files = { secrets: secretFiles(app, model), configs: configFiles(app, model) };
    const context = { image: "x", routed: false, routedPorts: [], labels: {}, volumes: {}, ...files };
    return parse(renderService(app, context)).services.app as Record<string, unknown>;
}

describe("compose: secrets in the environment", () => {
    it("become files named after their variables", () => {
        const model = load(
            withService(
                "environment: { B: 'x${KEY}', A: $KEY, C: plain }\nsecrets: [tok]",
                "secrets: { tok: { environment: KEY } }",
            ),
            around,
        );
        const app = model.services.app;
        expect(app && secretEnvironment(app)).to.deep.equal({ A: [{ secret: "KEY" }], B: ["x", { secret: "KEY" }] });
        expect(app && secretFiles(app, model)).to.deep.equal([
            { key: "tok", content: [{ secret: "KEY" }], target: "/run/secrets/tok", mode: 0o444 },
            { key: "A", content: [{ secret: "KEY" }], target: "/run/secrets/A", mode: 0o444 },
            { key: "B", content: ["x", { secret: "KEY" }], target: "/run/secrets/B", mode: 0o444 },
        ]);
        expect(app && configFiles(app, model)).to.deep.equal([
            { key: "slipway_launcher", content: [launcher.content], target: "/run/slipway/launcher", mode: 0o444 },
        ]);
    });
    it("belong to the service's user where that is a number", () => {
        for (const [user, owner] of [
            ["1000:100", { uid: "1000", gid: "100", mode: 0o400 }],
            ["1000", { uid: "1000", mode: 0o400 }],
            ["app", { mode: 0o444 }],
        ] as const) {
            const model = load(withService(`environment: { A: $KEY }\nuser: "${user}"`), around);
            const app = model.services.app;
            expect(app && secretFiles(app, model)).to.deep.equal([
                { key: "A", content: [{ secret: "KEY" }], target: "/run/secrets/A", ...owner },
            ]);
        }
    });
    it("are one file with the secret of the same name and content", () => {
        const text = withService("environment: { KEY: }\nsecrets: [KEY]", "secrets: { KEY: { environment: KEY } }");
        const model = load(text, around);
        const app = model.services.app;
        expect(app && secretFiles(app, model)).to.have.length(1);
        expect(app && Object.keys(secretEnvironment(app))).to.deep.equal(["KEY"]);
    });
    it("are no secret in the document", () => {
        const { environment } = documentOf("environment: { A: $KEY, C: plain }\nentrypoint: [run]");
        expect(environment).to.deep.equal({ C: "plain", SLIPWAY_EXPORT: "A" });
    });

    const programs: readonly (readonly [lines: string, entrypoint: unknown, command: unknown, program: unknown])[] = [
        ["", ["/bin/sh", launcher.target], undefined, "${SLIPWAY_ENTRYPOINT} ${SLIPWAY_COMMAND}"],
        ["command: [serve, a b]", ["/bin/sh", launcher.target], ["serve", "a b"], "${SLIPWAY_ENTRYPOINT}"],
        ["entrypoint: [run, -x]", ["/bin/sh", launcher.target, "run", "-x"], undefined, undefined],
        ["entrypoint: run\ncommand: a", ["/bin/sh", launcher.target, "run"], ["a"], undefined],
    ];
    for (const [lines, entrypoint, command, program] of programs) {
        it(`start ${JSON.stringify(lines)} by the launcher`, () => {
            const app = documentOf(`environment: { A: $KEY }\n${lines}`);
            expect([app.entrypoint, app.command]).to.deep.equal([entrypoint, command]);
            expect((app.environment as Record<string, unknown>).SLIPWAY_PROGRAM).to.equal(program);
        });
    }

    const checks: readonly (readonly [lines: string, test: unknown])[] = [
        ["healthcheck: { test: [CMD, probe, a b] }", ["CMD", ...throughLauncher(["probe", "a b"])]],
        ["healthcheck: { test: probe $$A }", ["CMD", ...throughLauncher(["/bin/sh", "-c", "probe $A"])]],
        ["healthcheck: { disable: true }", ["NONE"]],
        ["healthcheck: { interval: 5s }", undefined],
    ];
    for (const [lines, test] of checks) {
        it(`are known to ${lines}`, () => {
            const doubled = Array.isArray(test) ? test.map((word: string) => word.replaceAll("$", "$$$$")) : test;
            const { healthcheck } = documentOf(`environment: { A: $KEY }\n${lines}`);
            expect((healthcheck as Record<string, unknown>).test).to.deep.equal(doubled);
        });
    }
});

describe("compose: the launcher", () => {
    let folder: string;
    before(() => {
        folder = mkdtempSync(join(tmpdir(), "slipway-launcher-"));
        mkdirSync(join(folder, "secrets"));
        const script = launcher.content.replaceAll("/run/secrets", join(folder, "secrets"));
        writeFileSync(join(folder, "launcher"), script);
        writeFileSync(join(folder, "secrets", "URL"), "a 'b' \"c\" $d `e` \\ *");
        writeFileSync(join(folder, "secrets", "LINES"), "one\n\ntwo\n\n");
    });
    after(() => rmSync(folder, { recursive: true }));

    /** Runs the launcher with these words, and gives what the program printed. */
    function launch(env: Readonly<Record<string, string>>, words: readonly string[]): string {
        const path = process.env.PATH ?? "";
        return execFileSync("/bin/sh", [join(folder, "launcher"), ...words], {
            env: { PATH: path, ...env },
            encoding: "utf8",
            stdio: ["ignore", "pipe", "ignore"],
        });
    }

    it("exports each secret as it is, and nothing of its own", () => {
        const env = { SLIPWAY_EXPORT: "URL LINES", SLIPWAY_PROGRAM: "'env' '-0'", name: "kept", value: "kept" };
        const seen = launch(env, [])
            .split("\0")
            .filter((line) => !/^(PWD|SHLVL|_|OLDPWD|PATH)=|^$/.test(line));
        expect(seen.sort()).to.deep.equal([
            "LINES=one\n\ntwo\n\n",
            "URL=a 'b' \"c\" $d `e` \\ *",
            "name=kept",
            "value=kept",
        ]);
    });
    it("runs the image's words, then those given", () => {
        const env = { SLIPWAY_EXPORT: "URL", SLIPWAY_PROGRAM: "'printf' '<%s>' 'it'\\''s' '$HOME'" };
        expect(launch(env, ["a b", "$x", ""])).to.equal("<it's><$HOME><a b><$x><>");
    });
    it("runs the words given alone where the image has none", () => {
        expect(launch({ SLIPWAY_EXPORT: "URL" }, ["printf", "%s", "a  b"])).to.equal("a  b");
        expect(launch({ SLIPWAY_EXPORT: "URL", SLIPWAY_PROGRAM: " " }, ["printf", "%s", "a  b"])).to.equal("a  b");
    });
    it("does not start a service without its secrets", () => {
        expect(() => launch({ SLIPWAY_EXPORT: "GONE" }, ["printf", "x"])).to.throw("Command failed");
    });
    it("runs other programs of the container with the secrets too", () => {
        const words = throughLauncher(["/bin/sh", "-c", 'printf "<%s>" "$URL" "$1"', "x", "a b"]);
        const [shell = "", ...args] = words.map((word) => word.replaceAll(launcher.target, join(folder, "launcher")));
        const env = { PATH: process.env.PATH ?? "", SLIPWAY_EXPORT: "URL", SLIPWAY_PROGRAM: "'false'" };
        expect(execFileSync(shell, args, { env, encoding: "utf8" })).to.equal("<a 'b' \"c\" $d `e` \\ *><a b>");
    });
});

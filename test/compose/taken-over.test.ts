import { expect } from "chai";
import { load, problemsOf, type Surroundings } from "./support/load";

const around: Surroundings = {
    takenOver: {
        app: {
            by: "slipway:postgres",
            variables: ["DB_USER", "DB_PASSWORD"],
            refused: { pattern: /--secret/, found: "has a secret", mend: "delete --secret" },
        },
    },
};

const note = (names: string, have = "have") =>
    `compose.yaml:4:5 services.app.environment: ${names} ${have} no effect: slipway:postgres takes the service over, and Slipway sets its own`;

function app(...lines: readonly string[]): string {
    return ["services:", "  app:", "    image: app", ...lines.map((line) => `    ${line}`)].join("\n");
}

describe("compose: a service that Slipway takes over", () => {
    const needed = "${DB_PASSWORD:?set it in .env}";
    const cases: readonly (readonly [line: string, environment: object, notes: readonly string[]])[] = [
        [
            `environment: { DB_USER: app, DB_PASSWORD: "${needed}", TZ: UTC }`,
            { TZ: ["UTC"] },
            [note("DB_USER, DB_PASSWORD")],
        ],
        [`environment: ["DB_PASSWORD=${needed}", "TZ=UTC"]`, { TZ: ["UTC"] }, [note("DB_PASSWORD", "has")]],
        ["environment: [DB_PASSWORD]", {}, [note("DB_PASSWORD", "has")]],
        ["environment: { DB_PASSWORD_HINT: a=b }", { DB_PASSWORD_HINT: ["a=b"] }, []],
        ["environment:", {}, []],
    ];
    for (const [line, environment, notes] of cases) {
        it(`needs no value for what it is given: ${line}`, () => {
            const model = load(app(line), around);
            expect({ environment: model.services.app?.environment, notes: model.notes }).to.deep.equal({
                environment,
                notes,
            });
        });
    }

    it("keeps the timings of its health check, and no test that asks for a password", () => {
        const { services } = load(
            app(`healthcheck: { test: [CMD, ask, "${needed}"], disable: true, interval: 2s, retries: 5 }`),
            around,
        );
        expect(services.app?.healthcheck).to.deep.equal({ interval: "2s", retries: 5 });
    });

    it("is refused a command that goes against what it is given, before its variables are looked at", () => {
        for (const command of [`[serve, --secret, "${needed}"]`, `"serve --secret ${needed}"`]) {
            expect(problemsOf(app(`command: ${command}`), around)).to.deep.equal([
                "compose.yaml:4:5 services.app.command: has a secret; delete --secret",
            ]);
        }
        expect(load(app("command: [serve, --port, 80]"), around).services.app?.command).to.deep.equal([
            ...["serve", "--port", "80"],
        ]);
    });

    it("is told from the others, and may be one that the file does not have", () => {
        const file = `services:\n  api: { image: api, environment: { DB_PASSWORD: "${needed}" } }\n`;
        expect(problemsOf(file, around)).to.deep.equal([
            "compose.yaml:2:37 services.api.environment.DB_PASSWORD: variable DB_PASSWORD is not set: set it in .env; set slipway:env.DB_PASSWORD (or slipway:secrets.DB_PASSWORD for a secret), or write ${DB_PASSWORD:-default}",
        ]);
    });
});

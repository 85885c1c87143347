import { expect } from "chai";
import { load, problemsOf, type Surroundings, withService } from "./support/load";

describe("compose: secrets in plain text", () => {
    const found = (name: string, value: string) => name.endsWith("PASSWORD") && value !== "true";
    const files = {
        "/app/my.env": "# mine\nDB_PASSWORD=one\nLEVEL=info\n",
        "/app/other.env": "DB_PASSWORD=two\n",
    };
    const around = (refused: boolean): Surroundings => ({
        files,
        secrets: ["KEY"],
        plain: { GIVEN: "given" },
        plainSecrets: { found, refused },
    });
    const saying = (place: string, name: string) =>
        `${place} holds the secret ${name} in plain text, which the state of the stack and the engine would show; ` +
        `move the value to slipway:secrets.${name} and write ${name}: \${${name}} under environment`;

    const rows: readonly (readonly [yaml: string, ...places: string[]])[] = [
        ["environment: { DB_PASSWORD: x }", "compose.yaml:4:20 services.app.environment.DB_PASSWORD:"],
        ["environment:\n  - LEVEL=info\n  - DB_PASSWORD=x", "compose.yaml:6:9 services.app.environment[1]:"],
        ["environment: { DB_PASSWORD: '${GIVEN}' }", "compose.yaml:4:20 services.app.environment.DB_PASSWORD:"],
        ["environment: { DB_PASSWORD: '${NONE:-x}' }", "compose.yaml:4:20 services.app.environment.DB_PASSWORD:"],
        ["env_file: [my.env]", "my.env:2:1 DB_PASSWORD:"],
        ["env_file: [my.env, other.env]", "other.env:1:1 DB_PASSWORD:"],
    ];
    for (const [yaml, ...places] of rows) {
        const lines = places.map((place) => saying(place, "DB_PASSWORD"));
        it(`are refused in ${JSON.stringify(yaml)}`, () => {
            expect(problemsOf(withService(yaml), around(true))).to.deep.equal(lines);
        });
        it(`are pointed out in ${JSON.stringify(yaml)} where the stack allows them`, () => {
            expect(load(withService(yaml), around(false)).notes).to.deep.equal(lines);
        });
    }

    for (const yaml of [
        "environment: { DB_PASSWORD: '${KEY}' }",
        "environment: { DB_PASSWORD: 'p-${KEY}' }",
        "environment: { DB_PASSWORD: '', ASK_PASSWORD: true }",
        "env_file: [my.env]\nenvironment: { DB_PASSWORD: '${KEY}' }",
    ]) {
        it(`are none in ${JSON.stringify(yaml)}`, () => {
            expect(problemsOf(withService(yaml), around(true))).to.deep.equal([]);
            expect(load(withService(yaml), around(false)).notes).to.deep.equal([]);
        });
    }
});

import { expect } from "chai";
import { readStackConfig, type StackConfig } from "../../../../stacks/config";
import { ConfigError } from "../../../../stacks/config/config-error";

const whole = {
    service: "api",
    up: "alembic upgrade head",
    head: "SELECT version_num FROM alembic_version",
    heads: "alembic heads",
    known: "alembic show {revision}",
};

function read(migrations: unknown): StackConfig {
    return readStackConfig({
        stack: "local",
        project: "slipway",
        file: "Pulumi.local.yaml",
        values: { "slipway:compose": "./compose.yaml", "slipway:migrations": JSON.stringify(migrations) },
        secretKeys: new Set(),
    });
}

function problemsOf(migrations: unknown): readonly string[] {
    try {
        read(migrations);
        return [];
    } catch (error) {
        if (error instanceof ConfigError) return error.problems.map(({ path, expected }) => `${path}: ${expected}`);
        throw error;
    }
}

describe("slipway:migrations", () => {
    it("is read, with ten minutes where no time is written", () => {
        expect(read(whole).migrations).to.deep.equal({ ...whole, timeout: 600 });
        expect(read({ ...whole, timeout: "1500ms" }).migrations?.timeout).to.equal(2);
    });

    it("has its SQL without an end", () => {
        const head = "select version_num\n  from s.alembic_version -- ours\n ; ";
        expect(read({ ...whole, head }).migrations?.head).to.equal(
            "select version_num\n  from s.alembic_version -- ours\n ",
        );
    });

    it("lacks nothing but its time", () => {
        expect(problemsOf({})).to.have.members([
            "slipway:migrations.service: the name of a service",
            "slipway:migrations.up: a command for the shell",
            "slipway:migrations.head: one SELECT",
            "slipway:migrations.heads: a command for the shell",
            "slipway:migrations.known: a command for the shell with {revision} in it",
        ]);
    });

    for (const [key, expected, values] of [
        ["up", "a command for the shell", ["", "  ", ["alembic"], 1]],
        ["known", "a command for the shell with {revision} in it", ["alembic show", "alembic show $revision"]],
        [
            "head",
            "one SELECT",
            ["", "alembic current", "SELECT 1; SELECT 2", "DELETE FROM a", "SELECTED", "SELECT 1 \\! id", "SELECT 1;;"],
        ],
        ["timeout", "a duration such as 30s, 10m or 1h", ["0s", "soon", "10"]],
    ] as const) {
        it(`refuses as ${key} what is not ${expected}`, () => {
            for (const value of values) {
                expect(problemsOf({ ...whole, [key]: value }), JSON.stringify(value)).to.deep.equal([
                    `slipway:migrations.${key}: ${expected}`,
                ]);
            }
        });
    }

    it("names the key that was meant", () => {
        expect(() => read({ ...whole, heds: "x" })).to.throw(
            /slipway:migrations\.heds.*did you mean slipway:migrations\.heads\?/,
        );
    });
});

import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { parse } from "yaml";
import { readStackConfig, type StackConfig } from "../../../stacks/config";
import { instantiateExample } from "../../../stacks/instantiate-example";
import { loadApp } from "../../../stacks/load-app";

const root = join(__dirname, "..", "..", "..");

function read(stack: string, text: string): StackConfig {
    const { config } = parse(text) as { config: Record<string, unknown> };
    const values = Object.entries(config).map(([key, value]) => [
        key,
        value === null ? "" : typeof value === "string" ? value : JSON.stringify(value),
    ]);
    const file = `Pulumi.${stack}.yaml`;
    return readStackConfig({
        stack,
        project: "slipway",
        file,
        text,
        values: Object.fromEntries(values),
        secretKeys: new Set(),
    });
}

function textOf(file: string): string {
    return readFileSync(join(root, file), "utf8");
}

/** The stack files that everybody gets with the repository; outside git, those that it comes with. */
function committed(): readonly string[] {
    try {
        const list = execFileSync("git", ["ls-files", "-z", "Pulumi.*.yaml"], { cwd: root, encoding: "utf8" });
        const files = list.split("\0").filter((file) => file !== "");
        if (files.length > 0) return files;
    } catch {
        // No git here, or no repository: an unpacked archive.
    }
    return ["Pulumi.local.example.yaml", "Pulumi.development.yaml", "Pulumi.staging.yaml", "Pulumi.production.yaml"];
}

describe("the stack files of this repository", () => {
    it("Pulumi.local.yaml, made from its example, is valid", () => {
        const { text } = instantiateExample(textOf("Pulumi.local.example.yaml"), (characters) =>
            "7".repeat(characters),
        );
        const config = read("local", text);
        expect(config.id).to.equal("7777");
        expect(config.servers).to.equal(undefined);
        expect(config.domain.port).to.equal(8080);
        expect(config.domain.routes).to.deep.equal([
            { path: "/", service: "web", port: 3000 },
            { path: "/api", service: "api", port: 8000, health: "/api/v1/live" },
        ]);
    });

    for (const [stack, count] of [
        ["development", 1],
        ["staging", 1],
        ["production", 3],
    ] as const) {
        it(`Pulumi.${stack}.yaml is valid beside its compose file once the secrets are there`, () => {
            const config = read(stack, textOf(`Pulumi.${stack}.yaml`));
            expect(config.servers?.count).to.equal(count);
            expect(config.domain.routes).to.have.length(2);
            const { model } = loadApp(config, ["JWT_SECRET_KEY", "ADMIN_PASSWORD"], root);
            expect(model.notes.filter((note) => note.startsWith("Pulumi."))).to.deep.equal(notes[stack]);
        });

        it(`Pulumi.${stack}.yaml names the command for each secret of the local stack, and for the clouds' tokens`, () => {
            const text = textOf(`Pulumi.${stack}.yaml`);
            for (const key of ["digitalocean:token", "cloudflare:apiToken"]) {
                expect(text).to.include(`pulumi config set --secret ${key} --stack ${stack}`);
            }
            for (const { path } of instantiateExample(textOf("Pulumi.local.example.yaml"), () => "x").secrets) {
                expect(text).to.include(`pulumi config set --secret --path '${path}' --stack ${stack}`);
            }
        });
    }

    for (const file of committed()) {
        it(`${file} is as it was written: nothing that a pulumi run in here puts into it`, () => {
            const text = textOf(file);
            expect(Object.keys(parse(text) as object)).to.deep.equal(["config"]);
            expect(text).not.to.contain("encryptionsalt");
            expect(text).not.to.contain("secure:");
            // Pulumi drops the empty lines, and moves comments, when it writes a file.
            expect(text).to.match(/\n\n {2}#/);
        });

        it(`${file} names its schema, says what it is, and every key of it`, () => {
            const lines = textOf(file).split("\n");
            expect(lines[0]).to.equal("# yaml-language-server: $schema=./stacks/config.schema.json");
            expect(lines[2]).to.match(/^# The stack "\w+": /);
            const bare = lines.filter(
                (line, at) => /^ {2}slipway:(?!release|domain)/.test(line) && !isComment(lines[at - 1]),
            );
            expect(bare).to.deep.equal([]);
        });
    }

    it("each is one that a test here reads as a valid one", () => {
        expect([...committed()].sort()).to.deep.equal([
            "Pulumi.development.yaml",
            "Pulumi.local.example.yaml",
            "Pulumi.production.yaml",
            "Pulumi.staging.yaml",
        ]);
    });
});

/** What the plan of each says about its servers. */
const notes = {
    development: [],
    staging: [],
    production: [],
};

function isComment(line: string | undefined): boolean {
    return line?.trim().startsWith("#") ?? false;
}

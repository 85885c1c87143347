import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { parse } from "yaml";
import { readStackConfig, type StackConfig } from "../../../stacks/config";
import { instantiateExample } from "../../../stacks/instantiate-example";

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

describe("the stack files of this repository", () => {
    it("Pulumi.local.yaml, made from its example, is valid", () => {
        const { text } = instantiateExample(textOf("Pulumi.local.example.yaml"), (characters) =>
            "7".repeat(characters),
        );
        const config = read("local", text);
        expect(config.id).to.equal("7777");
        expect(config.domain).to.deep.equal({
            port: 8080,
            routes: [
                { path: "/", service: "web", port: 3000 },
                { path: "/api", service: "api", port: 8000, health: "/api/v1/live" },
            ],
        });
    });

    for (const stack of ["staging", "production"]) {
        it(`Pulumi.${stack}.yaml is valid, and names the command for each secret of the local stack`, () => {
            const text = textOf(`Pulumi.${stack}.yaml`);
            expect(read(stack, text).domain.routes).to.have.length(2);
            for (const { path } of instantiateExample(textOf("Pulumi.local.example.yaml"), () => "x").secrets) {
                expect(text).to.include(`pulumi config set --secret --path '${path}' --stack ${stack}`);
            }
        });
    }
});

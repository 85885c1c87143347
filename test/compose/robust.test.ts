import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import fc from "fast-check";
import { loadCompose } from "../../components/compose/load";
import { ComposeError } from "../../components/compose/problem";
import { load, problemsOf } from "./support/load";

const fixture = readFileSync(join(__dirname, "fixtures", "leads", "compose.yaml"), "utf8");

describe("compose: a file that does not exist", () => {
    it("is named as configured", () => {
        const variables = { plain: {}, secrets: new Set<string>() };
        const call = () => loadCompose({ file: "../x.yaml", directory: "/a", variables, read: () => undefined });
        expect(call).to.throw(
            ComposeError,
            "../x.yaml:1:1 does not exist; set slipway:compose to the path of your compose file",
        );
    });
    it("has its problems as data too", () => {
        const variables = { plain: {}, secrets: new Set<string>() };
        try {
            loadCompose({
                file: "c.yaml",
                directory: "/a",
                variables,
                read: () => "services: { a: { prots: [] , image: x } }",
            });
            expect.fail("it was taken");
        } catch (error) {
            expect((error as ComposeError).problems).to.deep.equal([
                {
                    file: "c.yaml",
                    line: 1,
                    column: 18,
                    path: "services.a.prots",
                    found: "is not supported yet",
                    mend: "did you mean ports?",
                },
            ]);
        }
    });
});

describe("compose: broken files", () => {
    it("give clear problems, never a crash", function () {
        this.timeout(20_000);
        const lines = fixture.split("\n");
        const scrap = fc.constantFrom(
            "",
            "x",
            "- a",
            "[",
            "{a: b}",
            "null",
            "true",
            "1.5",
            "*api",
            "&api",
            "<<: *api",
            "$",
            "${A",
            "'",
            "!x y",
        );
        const change = fc.tuple(fc.nat(lines.length - 1), fc.nat(40), scrap);
        fc.assert(
            fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), (changes) => {
                const broken = [...lines];
                for (const [index, column, text] of changes) {
                    broken[index] = broken[index]?.slice(0, column) + text;
                }
                for (const problem of problemsOf(broken.join("\n"))) {
                    expect(problem).to.match(/^compose\.yaml:\d+:\d+ .+; .+$/s);
                }
            }),
            { numRuns: 200 },
        );
    });
    it("of the right keys with wrong values too", function () {
        this.timeout(20_000);
        const keys = [
            "image",
            "build",
            "command",
            "environment",
            "env_file",
            "depends_on",
            "healthcheck",
            "ports",
            "volumes",
            "networks",
            "secrets",
            "configs",
            "deploy",
            "restart",
            "ulimits",
            "logging",
            "tmpfs",
            "labels",
            "extra_hosts",
            "expose",
            "profiles",
            "x-slipway",
            "sysctls",
        ];
        const value = fc.jsonValue({ maxDepth: 3 });
        const service = fc.dictionary(fc.constantFrom(...keys), value);
        const file = fc.record(
            {
                services: fc.dictionary(fc.constantFrom("a", "b", "__proto__"), fc.oneof(service, value)),
                volumes: value,
                networks: value,
                secrets: value,
            },
            { requiredKeys: [] },
        );
        fc.assert(
            fc.property(file, (content) => {
                for (const problem of problemsOf(JSON.stringify(content))) {
                    expect(problem).to.match(/^compose\.yaml:\d+:\d+ .+; .+$/s);
                }
            }),
            { numRuns: 200 },
        );
    });
});

describe("compose: a file of 200 services", () => {
    it("loads in less than two seconds", () => {
        const services = Array.from({ length: 200 }, (_, index) => {
            const before = index > 0 ? `[s${index - 1}]` : "[]";
            return `  s${index}: { <<: *base, ports: ["${3000 + index}:80"], depends_on: ${before} }`;
        });
        const base =
            "x-base: &base { image: x, environment: { A: '${A:-1}', B: b }, healthcheck: { test: x }, labels: { a: b } }";
        const start = process.cpuUsage();
        const model = load([base, "services:", ...services].join("\n"));
        const { user } = process.cpuUsage(start);
        expect(Object.keys(model.services)).to.have.length(200);
        expect(user / 1e6).to.be.lessThan(2);
    });
});

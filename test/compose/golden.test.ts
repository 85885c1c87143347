import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { configFiles, secretFiles } from "../../components/compose/files";
import { loadCompose } from "../../components/compose/load";
import { renderService } from "../../components/compose/render";

const fixtures = join(__dirname, "fixtures");
const golden = join(__dirname, "golden");

/** A whole application of the usual shape, and the documents that its deployment applies. */
function documents(): ReadonlyMap<string, string> {
    const model = loadCompose({
        file: "leads/compose.yaml",
        directory: fixtures,
        variables: { plain: { PUBLIC_API: "http://localhost" }, secrets: new Set(["DB_PASSWORD", "JWT_SECRET_KEY"]) },
        read: (path) => (statSync(path, { throwIfNoEntry: false })?.isFile() ? readFileSync(path, "utf8") : undefined),
    });
    const routedPorts: Readonly<Record<string, readonly number[]>> = { web: [3000], api: [8000] };
    const rendered = Object.values(model.services).map((service): [string, string] => {
        const context = {
            image: `example.com/${service.image ?? service.name}@sha256:${"0".repeat(64)}`,
            routed: Object.hasOwn(routedPorts, service.name),
            routedPorts: routedPorts[service.name] ?? [],
            labels: { "slipway.stack": "demo" },
            volumes: { "db-data": "demo_db-data", "cache-data": "demo_cache-data" },
            secrets: secretFiles(service, model),
            configs: configFiles(service, model),
        };
        return [`leads.${service.name}.yaml`, renderService(service, context)];
    });
    return new Map(rendered);
}

describe("compose: documents of a whole application", () => {
    const rendered = documents();

    it("are one for each service", () => {
        expect([...rendered.keys()].sort()).to.deep.equal(readdirSync(golden).sort());
    });
    for (const [file, document] of rendered) {
        it(`${file} is as kept (UPDATE_GOLDEN=1 writes it anew)`, () => {
            const path = join(golden, file);
            if (process.env.UPDATE_GOLDEN === "1") {
                writeFileSync(path, document);
            }
            expect(document).to.equal(readFileSync(path, "utf8"));
        });
    }
});

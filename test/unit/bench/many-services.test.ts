import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { parse } from "yaml";
import { manyServices } from "../../bench/cloud/many-services";

describe("an app of many services", () => {
    const folder = mkdtempSync(join(tmpdir(), "slipway-many-"));
    after(() => rmSync(folder, { recursive: true }));

    it("has that many, and routes to the first ones", () => {
        const config = manyServices({ folder }, { services: 4, routed: 2, servers: 3, host: "few" });
        const { services } = parse(readFileSync(join(folder, "many-services.yaml"), "utf8")) as {
            readonly services: Readonly<Record<string, { readonly healthcheck?: unknown }>>;
        };
        const kinds = Object.entries(services).map(([name, { healthcheck }]) => [name, healthcheck !== undefined]);
        const route = (service: string) => ({
            host: `${service}-few.example.com`,
            service,
            port: 8000,
            health: "/health",
        });
        expect({ kinds, domain: config["slipway:domain"] }).to.deep.equal({
            kinds: [
                ["service-1", true],
                ["service-2", true],
                ["service-3", false],
                ["service-4", false],
            ],
            domain: {
                ...{ zone: "example.com", dnssec: false, originPulls: true },
                routes: [route("service-1"), route("service-2")],
            },
        });
    });
});

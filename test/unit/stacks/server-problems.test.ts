import { expect } from "chai";
import type { ComposeModel, ServiceModel } from "../../../components/compose/model";
import { serverProblems } from "../../../stacks/server-problems";
import { readConfig } from "../support/read-config";

const servers = (count: number, more = "") =>
    readConfig(
        `slipway:servers: { region: fra1, size: s-2vcpu-4gb, count: ${count}, allowSshFrom: [203.0.113.7/32] }\n${more}`,
    );

function model(services: Readonly<Record<string, Partial<ServiceModel>>>): ComposeModel {
    const entries = Object.entries(services).map(([name, changes], index) => {
        return [name, { name, line: index + 2, mounts: [], ...changes }] as const;
    });
    return { file: "../app/compose.yaml", services: Object.fromEntries(entries) } as unknown as ComposeModel;
}

const build = { context: "/repo/app", dockerfile: "Dockerfile", args: {} };

describe("a compose file on servers: images that are built", () => {
    const app = model({ api: { build }, web: { build }, db: { image: "postgres:15" } });
    const registry = "slipway:registry: { address: registry.example.com/acme }";

    it("need no registry on this machine, on one server, and where nothing is built", () => {
        expect(serverProblems(readConfig(""), app, "/repo/slipway")).to.deep.equal([]);
        expect(serverProblems(servers(1), app, "/repo/slipway")).to.deep.equal([]);
        expect(serverProblems(servers(3), model({ db: { image: "postgres:15" } }), "/repo/slipway")).to.deep.equal([]);
    });

    it("come from the registry", () => {
        expect(serverProblems(servers(3, registry), app, "/repo/slipway")).to.deep.equal([]);
    });

    it("need one on several servers", () => {
        expect(serverProblems(servers(2), app, "/repo/slipway")).to.deep.equal([
            {
                file: "Pulumi.production.yaml",
                path: "slipway:registry",
                found: "nothing",
                expected: "a registry, because 2 servers have to get the images that are built for api, web",
                mend: "write for example slipway:registry: { address: registry.example.com/acme }, or slipway:servers.count: 1",
            },
        ]);
    });
});

describe("a compose file on servers: platforms", () => {
    const found = (platform: string) =>
        serverProblems(servers(1), model({ api: { build, platform }, db: { image: "postgres:15" } }), "/repo/slipway");

    it("are theirs", () => expect(found("linux/amd64")).to.deep.equal([]));

    it("are no others", () =>
        expect(found("linux/arm64")).to.deep.equal([
            {
                ...{ file: "../app/compose.yaml", line: 2, path: "services.api.platform", found: "linux/arm64" },
                expected: "linux/amd64, which DigitalOcean's servers are",
                mend: "remove it: what is built for servers is built for them",
            },
        ]));
});

describe("a compose file on servers: folders", () => {
    const bind = (source: string) => ({ type: "bind" as const, source, target: "/data", readOnly: false });
    const config = { ...servers(1), compose: "../app/compose.yaml" };
    const found = (source: string, given = config) =>
        serverProblems(given, model({ web: { mounts: [bind(source)] } }), "/repo/slipway");

    for (const source of ["/repo/app/data", "/repo/app", "/repo/slipway/nginx.conf"]) {
        it(`of this machine are not there: ${source}`, () => {
            expect(found(source)).to.deep.equal([
                {
                    file: "../app/compose.yaml",
                    line: 2,
                    path: "services.web.volumes",
                    found: "a folder or file of this machine at /data",
                    expected: "what servers have too",
                    mend: "copy it into the image, make it one of configs:, or use a named volume",
                },
            ]);
            expect(found(source, readConfig(""))).to.deep.equal([]);
        });
    }

    for (const source of ["/var/run/docker.sock", "/repo/application", "/etc/ssl/certs"]) {
        it(`of the server itself may be meant: ${source}`, () => {
            expect(found(source)).to.deep.equal([]);
        });
    }

    it("are told from volumes", () => {
        const mounts = [{ type: "volume" as const, source: "data", target: "/data", readOnly: false }];
        expect(serverProblems(config, model({ web: { mounts } }), "/repo/slipway")).to.deep.equal([]);
    });
});

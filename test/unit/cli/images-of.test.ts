import { expect } from "chai";
import { imagesOf } from "../../../cli/images-of";
import type { StackFiles } from "../../../cli/stack-file";
import { proxyImage } from "../../../components/proxy/reverse-proxy.plan";
import { certbotImage } from "../../../components/tls/acme/acme.plan";
import { load } from "../../compose/support/load";
import { TemporaryFolder } from "../support/temporary-folder";

describe("the images that a stack needs from elsewhere", () => {
    const folder = new TemporaryFolder();
    after(() => folder.remove());

    function needed(compose: string, dockerfile = "FROM scratch\n", routes: readonly object[] = [], acme?: object) {
        const path = folder.write("api/Dockerfile", dockerfile);
        const model = load(compose.replaceAll("@API@", `${folder.path}/api`), { files: { [path]: dockerfile } });
        return imagesOf({ compose: model, config: { domain: { routes, acme } } } as unknown as StackFiles);
    }

    it("are those that it runs, each once, and not those that it builds", () => {
        const compose = `
services:
  db: { image: "postgres:15" }
  replica: { image: "postgres:15" }
  worker: { image: acme-api }
  api: { image: acme-api, build: "@API@" }
`;
        expect(needed(compose)).to.deep.equal(["postgres:15"]);
    });

    it("are those that its Dockerfiles start from", () => {
        const dockerfile = [
            "# FROM commented:1",
            "ARG BASE=debian:12",
            "FROM --platform=$BUILDPLATFORM node:22 AS Build",
            "RUN echo FROM nothing",
            "FROM build AS test",
            "from python:3.12 as run",
            "FROM $BASE",
            "FROM scratch",
            "COPY --from=build /a /b",
        ].join("\n");
        expect(needed('services:\n  api: { build: "@API@" }\n', dockerfile)).to.deep.equal(["node:22", "python:3.12"]);
    });

    it("are the proxies' where something is routed", () => {
        expect(needed("services:\n  web: { image: web }\n", "", [{}])).to.deep.equal(["web", proxyImage]);
        expect(needed("services:\n  web: { image: web }\n")).to.deep.equal(["web"]);
    });

    it("are that of the service with the certificates, where there are any to obtain", () => {
        const compose = "services:\n  web: { image: web }\n";
        expect(needed(compose, "", [{}], {})).to.deep.equal(["web", proxyImage, certbotImage]);
        expect(needed(compose, "", [], {})).to.deep.equal(["web"]);
    });
});

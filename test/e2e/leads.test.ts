import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { underLoad } from "./support/load";
import { freePort, Project } from "./support/project";

describe("the sample app, from a fresh copy", function () {
    this.timeout(900_000);
    let project: Project;
    let url: string;
    let swarm: string;

    before(async () => {
        project = await Project.create();
        url = `http://localhost:${await freePort()}`;
        swarm = await project.must("docker info --format '{{.Swarm.NodeID}}'");
        const example = join(project.folder, "Pulumi.local.example.yaml");
        writeFileSync(example, readFileSync(example, "utf8").replaceAll("8080", new URL(url).port));
    });
    after(async () => await project.remove("local"));

    it("starts, and tells where it is and what runs", async () => {
        const { code, output } = await project.slipway("start");
        expect(code, output).to.equal(0);
        expect(output).to.contain("Pulumi.local.yaml made from Pulumi.local.example.yaml, with 2 random secrets");
        expect(output).to.contain(`The app runs at ${url}`);
        expect(output).to.match(/^SERVICE +VERSION +COMMIT +BUILT +REPLICAS +HEALTH$/m);
        expect(output).to.match(/^api +0\.1\.0 +[0-9a-z-]+ +\d{4}-\d\d-\d\dT[\d:]+Z +1\/1 +healthy$/m);
        // The migration has taken its place.
        expect(output).not.to.match(/^migrate /m);
        expect(output).to.match(/migration: the database is at 0003 now/);
        expect(output).to.match(/smoke: ✓ create a lead with an Arabic name \(POST \/api\/v1\/leads → 201, \d+ ms\)/);
        expect(output).to.match(/^db +postgres:15-bookworm +- +- +1\/1 +healthy$/m);
    });

    it("answers in the browser, and its health knows database, Redis and worker", async () => {
        expect(await (await fetch(url)).text()).to.contain("<h1>Leads</h1>");
        expect(await (await fetch(`${url}/api/v1/health`)).json()).to.deep.equal({
            status: "ok",
            checks: { database: { state: "up" }, redis: { state: "up" }, worker: { state: "up" } },
        });
    });

    it("takes a lead with an Arabic name, and a file", async () => {
        const files = await project.must("pulumi config get --path slipway:secrets.ADMIN_PASSWORD --stack local");
        const login = await fetch(`${url}/api/v1/auth/login`, {
            method: "POST",
            body: new URLSearchParams({ username: "admin@example.com", password: files.trim() }),
        });
        expect(login.status).to.equal(200);
        const { access_token } = (await login.json()) as { readonly access_token: string };
        const authorization = `bearer ${access_token}`;
        const created = await fetch(`${url}/api/v1/leads`, {
            method: "POST",
            headers: { authorization, "content-type": "application/json" },
            body: JSON.stringify({ name: "اختبار", phone: "+966501234567" }),
        });
        expect(created.status).to.equal(201);
        const { id } = (await created.json()) as { readonly id: string };
        const listed = (await (await fetch(`${url}/api/v1/leads`, { headers: { authorization } })).json()) as object;
        expect(JSON.stringify(listed)).to.contain("اختبار").and.contain("+966501234567");

        const form = new FormData();
        form.append("file", new Blob(["سعر"]), "offer.txt");
        const uploaded = await fetch(`${url}/api/v1/leads/${id}/files`, {
            method: "POST",
            headers: { authorization },
            body: form,
        });
        expect(uploaded.status).to.equal(201);
        const file = (await uploaded.json()) as { readonly id: string };
        const back = await fetch(`${url}/api/v1/leads/${id}/files/${file.id}`, { headers: { authorization } });
        expect(await back.text()).to.equal("سعر");
    });

    it("says at the second start that nothing changed", async () => {
        const { code, output } = await project.slipway("start");
        expect(code, output).to.equal(0);
        expect(output)
            .to.contain("nothing changed")
            .and.match(/\d+ unchanged/);
    });

    it("rolls a new version of its API out under 200 requests a second, and loses none", async () => {
        const result = await underLoad({ url: `${url}/api/v1/live`, rate: 200 }, 2_000, async () => {
            await project.must("pulumi config set --path slipway:release.version 0.2.0 --stack local");
            const { code, output } = await project.slipway("up", "local", "--yes", "--skip-preview");
            expect(code, output).to.equal(0);
        });
        expect(result.failures).to.deep.equal([]);
        const { version } = (await (await fetch(`${url}/api/v1/version`)).json()) as { readonly version: string };
        expect(version).to.equal("0.2.0");
    });

    it("knows the running version, commit and build time", async () => {
        const { output } = await project.slipway("status", "local", "--json");
        const { services } = JSON.parse(output) as { readonly services: readonly Record<string, string>[] };
        const api = services.find(({ service }) => service === "api");
        expect(api).to.include({ version: "0.2.0", replicas: "1/1", health: "healthy" });
        expect(Date.now() - Date.parse(api?.built ?? "")).to.be.within(0, 900_000);
    });

    it("goes again, but for its data, and leaves the swarm that was there before", async () => {
        const { code, output } = await project.slipway("down");
        expect(code, output).to.equal(0);
        expect(output).to.contain("volumes kept, with their data: db-data, cache-data");
        const names = await project.must(
            "for what in service network secret config volume; do docker $what ls --format '{{.Name}}'; done",
        );
        const [id = ""] =
            /slipway:id: "?(\w+)/.exec(readFileSync(join(project.folder, "Pulumi.local.yaml"), "utf8"))?.slice(1) ?? [];
        expect(id).to.match(/^\w{4}$/);
        expect(
            names
                .split("\n")
                .filter((name) => name.includes(`slipway-local-${id}`))
                .sort(),
        ).to.deep.equal([`slipway-local-${id}_cache-data`, `slipway-local-${id}_db-data`]);
        expect(await project.must("docker info --format '{{.Swarm.NodeID}}'")).to.equal(swarm);

        const removed = await project.slipway("down", "--volumes", "db-data", "cache-data");
        expect(removed.code, removed.output).to.equal(0);
        expect(removed.output).to.contain("volume db-data removed");
        expect(await project.must("docker volume ls --format '{{.Name}}'")).not.to.contain(`slipway-local-${id}`);
    });
});

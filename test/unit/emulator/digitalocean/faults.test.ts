import { expect } from "chai";
import { takeBootFault } from "../../../../emulator/digitalocean/faults/boot-fault";
import { faultsRequest, noFaults } from "../../../../emulator/digitalocean/faults/faults";
import { meet } from "../../../../emulator/digitalocean/faults/meet";
import { type Account, server, started } from "./support/account";

describe("faults on request in the emulated DigitalOcean", () => {
    let account: Account;
    beforeEach(async () => {
        account = await started();
    });
    afterEach(() => account.stop());

    async function order(faults: object): Promise<void> {
        const { status } = await account.call("POST", "/_faults", faults, "none needed");
        expect(status).to.equal(204);
    }

    it("meet the requests that they are meant for, so many times", async () => {
        await order({ requests: [{ method: "GET", path: "/v2/droplets*", status: 503, times: 2, latency: 250 }] });
        const statuses = [];
        for (const [method, path] of [
            ["GET", "/v2/droplets"],
            ["GET", "/v2/tags"],
            ["POST", "/v2/droplets"],
            ["GET", "/v2/droplets/1"],
            ["GET", "/v2/droplets/1"],
        ] as const) {
            const { status, body, headers } = await account.call(method, path, method === "POST" ? {} : undefined);
            statuses.push(status);
            if (status === 503) {
                expect(body).to.deep.equal({
                    id: "service_unavailable",
                    message: "Service unavailable",
                    request_id: headers.get("x-request-id"),
                });
            }
        }
        expect(statuses).to.deep.equal([503, 200, 422, 503, 404]);
        expect(account.slept).to.deep.equal([250, 250]);
    });

    it("tell how long to wait with a 429", async () => {
        await order({ requests: [{ status: 429, retryAfter: 7 }] });
        const { status, body, headers } = await account.call("GET", "/v2/account");
        expect([status, body.id, headers.get("retry-after")]).to.deep.equal([429, "too_many_requests", "7"]);
        expect((await account.call("DELETE", "/_faults")).status).to.equal(204);
        expect((await account.call("GET", "/v2/account")).status).to.equal(200);
    });

    it("refuse in the words that are wanted, as the API does", async () => {
        const message = "creating this/these droplet(s) will exceed your droplet limit";
        await order({ requests: [{ method: "POST", path: "/v2/droplets", status: 422, message }] });
        const { status, body } = await account.call("POST", "/v2/droplets", {});
        expect([status, body.id, body.message]).to.deep.equal([422, "unprocessable_entity", message]);
    });

    it("meet as many as their rate says", () => {
        const faults = { ...noFaults, ...faultsRequest.parse({ requests: [{ status: 500, rate: 0.3 }] }) };
        const hit = (chance: number): boolean => meet(faults, { method: "GET", path: "/" }, () => chance).end !== null;
        expect([0, 0.29, 0.3, 0.9].map(hit)).to.deep.equal([true, true, false, false]);
    });

    it("cut the connection, of some requests or of all", async () => {
        for (const faults of [{ requests: [{ cut: true }] }, { down: true }]) {
            await order(faults);
            const failure: unknown = await account.call("GET", "/v2/account").catch((error: unknown) => error);
            expect(failure).to.be.instanceOf(TypeError);
        }
        await order({});
        expect((await account.call("GET", "/v2/account")).status).to.equal(200);
    });

    it("take a scope from the token", async () => {
        await order({ missingScopes: ["droplet:create"] });
        const { status, body } = await account.call("POST", "/v2/droplets", { ...server, name: "web-1" });
        expect([status, body.id, body.message]).to.deep.equal([
            403,
            "forbidden",
            "You are not authorized to perform this operation",
        ]);
        expect((await account.call("GET", "/v2/droplets")).status).to.equal(200);
    });

    it("keep droplets from booting: stuck ones stay new, dark ones have no machine", async () => {
        await order({
            boots: [
                { name: "web-*", outcome: "stuck", times: 1 },
                { name: "web-2", outcome: "dark" },
            ],
        });
        const made = [await account.droplet("web-1"), await account.droplet("web-2"), await account.droplet("web-3")];
        expect(made.map(({ status }) => status)).to.deep.equal(["new", "active", "active"]);
        await account.pass(86_400);
        const [stuck] = await account.get("/v2/droplets?name=web-1");
        expect(stuck).to.include({ status: "new", locked: true });
        for (const { id } of made) expect((await account.call("DELETE", `/v2/droplets/${id}`)).status).to.equal(204);
        await account.emulator.idle();
        expect(account.machines.told).to.deep.equal(["boot web-3", `destroy ${made[2].id}`]);
    });

    it("are meant for a name or its beginning", () => {
        const fault = { name: "web-*", outcome: "stuck", times: 2 } as const;
        for (const [name, left] of [
            ["web-1", [{ ...fault, times: 1 }]],
            ["web", [fault]],
            ["a-web-1", [fault]],
        ] as const) {
            expect(takeBootFault([fault], name).left, name).to.deep.equal(left);
        }
    });

    it("let a droplet die, which a power cycle puts right", async () => {
        const { id } = await account.droplet("web-1");
        await order({ die: ["web-1"] });
        expect((await account.get(`/v2/droplets/${id}`)).status).to.equal("active");
        await account.make(`/v2/droplets/${id}/actions`, { type: "power_cycle" });
        await account.pass(1);
        expect((await account.get(`/v2/droplets/${id}`)).status).to.equal("active");
        expect(account.machines.told).to.deep.equal(["boot web-1", `power ${id} off`, `power ${id} on`]);
    });

    it("are refused where they are none", async () => {
        const reply = await fetch(`${account.emulator.url}/_faults`, {
            method: "POST",
            body: JSON.stringify({ requests: [{ status: 418 }], dwon: true }),
        });
        expect(reply.status).to.equal(400);
        expect(await reply.text())
            .to.match(/dwon/)
            .and.to.match(/requests\[0\]\.status/);
    });
});

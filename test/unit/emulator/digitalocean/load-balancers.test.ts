import { expect } from "chai";
import type { Balancer } from "../../../../emulator/digitalocean/machines/machines";
import { type Account, started } from "./support/account";
import { expectRefusals, gone } from "./support/refuses";

const tls = {
    entry_protocol: "https",
    entry_port: 443,
    target_protocol: "https",
    target_port: 8443,
    tls_passthrough: true,
};
const plain = { entry_protocol: "http", entry_port: 80, target_protocol: "http", target_port: 8080 };
const health = { protocol: "http", port: 9000, path: "/ping", check_interval_seconds: 3, response_timeout_seconds: 3 };

describe("emulated load balancers", () => {
    let account: Account;
    beforeEach(async () => {
        account = await started();
    });
    afterEach(() => account.stop());

    /** How the machines were told last that it works. */
    async function balancer(): Promise<Balancer | undefined> {
        await account.emulator.idle();
        const last = account.machines.orders.findLast((order) => order.do === "applyLoadBalancer");
        return last?.do === "applyLoadBalancer" ? last.balancer : undefined;
    }

    it("are new without an address, then active with one", async () => {
        const droplet = await account.droplet("web-1");
        const wish = {
            name: "lb",
            region: "fra1",
            forwarding_rules: [tls, plain],
            health_check: health,
            enable_proxy_protocol: true,
            droplet_ids: [droplet.id],
        };
        const { status, body } = await account.call("POST", "/v2/load_balancers", wish);
        expect(status).to.equal(202);
        const { load_balancer: made } = body;
        const { id: project } = await account.get("/v2/projects/default");
        const rules = [
            { ...tls, certificate_id: "" },
            { ...plain, certificate_id: "", tls_passthrough: false },
        ];
        const check = { ...health, unhealthy_threshold: 3, healthy_threshold: 5, proxy_protocol: false };
        expect(made).to.deep.equal({
            id: made.id,
            name: "lb",
            ip: "",
            ipv6: "",
            size: "lb-small",
            size_unit: 1,
            algorithm: "round_robin",
            status: "new",
            created_at: "2026-11-21T12:00:05Z",
            forwarding_rules: rules,
            health_check: check,
            sticky_sessions: { type: "none" },
            redirect_http_to_https: false,
            enable_proxy_protocol: true,
            enable_backend_keepalive: false,
            disable_lets_encrypt_dns_records: false,
            http_idle_timeout_seconds: 60,
            firewall: { allow: [], deny: [] },
            network: "EXTERNAL",
            network_stack: "IPV4",
            type: "REGIONAL",
            tls_cipher_policy: "DEFAULT",
            region: made.region,
            tag: "",
            droplet_ids: [droplet.id],
            vpc_uuid: droplet.vpc_uuid,
            project_id: project,
        });
        await account.pass(2.9);
        expect(await account.get(`/v2/load_balancers/${made.id}`)).to.include({ status: "new", ip: "" });
        await account.pass(0.1);
        const active = await account.get(`/v2/load_balancers/${made.id}`);
        expect(active).to.include({ status: "active", ip: "198.18.0.3" });
        expect(await account.get("/v2/load_balancers?names=lb")).to.deep.equal([active]);
        expect(await account.get("/v2/load_balancers?names=other")).to.deep.equal([]);
        expect(await balancer()).to.deep.equal({
            id: made.id,
            name: "lb",
            address: "198.18.0.3",
            private: { address: "10.100.0.3", network: "10.100.0.0/20" },
            forwarding: rules,
            healthCheck: check,
            proxyProtocol: true,
            redirectHttpToHttps: false,
            stickySessions: { type: "none" },
            idleSeconds: 60,
            access: { allow: [], deny: [] },
            targets: [{ droplet: droplet.id, address: "10.100.0.2" }],
        });
        expect((await account.call("DELETE", `/v2/load_balancers/${made.id}`)).status).to.equal(204);
        await account.emulator.idle();
        expect(account.machines.told.at(-1)).to.equal(`removeLoadBalancer ${made.id}`);
    });

    it("are errored where the machine fails", async () => {
        account.machines.fail("applyLoadBalancer", "port taken");
        const made = await account.make("/v2/load_balancers", {
            name: "lb",
            region: "fra1",
            forwarding_rules: [plain],
        });
        await account.pass(3);
        expect((await account.get(`/v2/load_balancers/${made.id}`)).status).to.equal("errored");
    });

    it("balance over the droplets with their tag as those come and go", async () => {
        const wish = { name: "lb", region: "fra1", forwarding_rules: [tls], tag: "web" };
        const { id } = await account.make("/v2/load_balancers", wish);
        const names = async (): Promise<readonly number[] | undefined> =>
            (await balancer())?.targets.map(({ droplet }) => droplet);
        expect(await names()).to.deep.equal([]);
        const one = await account.droplet("one", { tags: ["web"] });
        const two = await account.droplet("two", { tags: ["web"] });
        await account.droplet("other");
        await account.droplet("far", { tags: ["web"], region: "nyc3" });
        expect(await names()).to.deep.equal([one.id, two.id]);
        expect((await account.get(`/v2/load_balancers/${id}`)).droplet_ids).to.deep.equal([one.id, two.id]);
        await account.call("DELETE", `/v2/droplets/${one.id}`);
        expect(await names()).to.deep.equal([two.id]);
    });

    it("are changed as a whole, with defaults for the rest, and in parts", async () => {
        const [one, two] = [await account.droplet("one"), await account.droplet("two")];
        const wish = {
            name: "lb",
            region: "fra1",
            forwarding_rules: [tls],
            health_check: health,
            droplet_ids: [one.id],
        };
        const { id } = await account.make("/v2/load_balancers", { ...wish, enable_proxy_protocol: true, size_unit: 3 });
        const path = `/v2/load_balancers/${id}`;
        await expectRefusals(account, [
            [`PUT ${path}`, wish, 403, "Load Balancer can't be updated while it processes previous actions"],
        ]);
        await account.pass(3);
        const put = await account.call("PUT", path, {
            name: "lb",
            region: "fra1",
            forwarding_rules: [tls],
            tag: "web",
        });
        expect(put.status).to.equal(200);
        expect(put.body.load_balancer).to.deep.include({
            tag: "web",
            droplet_ids: [],
            enable_proxy_protocol: false,
            size: "lb-small",
        });
        expect(put.body.load_balancer.health_check).to.include({ port: 80, path: "/" });
        await account.call("PUT", path, wish);
        const rule = { ...plain, certificate_id: "", tls_passthrough: false };
        for (const [method, part, body, key, value] of [
            ["POST", "droplets", { droplet_ids: [two.id] }, "droplet_ids", [one.id, two.id]],
            ["DELETE", "droplets", { droplet_ids: [one.id] }, "droplet_ids", [two.id]],
            [
                "POST",
                "forwarding_rules",
                { forwarding_rules: [plain] },
                "forwarding_rules",
                [{ ...tls, certificate_id: "" }, rule],
            ],
            ["DELETE", "forwarding_rules", { forwarding_rules: [tls] }, "forwarding_rules", [rule]],
        ] as const) {
            expect((await account.call(method, `${path}/${part}`, body)).status, `${method} ${part}`).to.equal(204);
            expect((await account.get(path))[key], `${method} ${part}`).to.deep.equal(value);
        }
        const { targets, forwarding } = (await balancer()) ?? {};
        expect([targets, forwarding]).to.deep.equal([[{ droplet: two.id, address: "10.100.0.3" }], [rule]]);
    });

    it("check a path by HTTP only", async () => {
        for (const [health_check, path] of [
            [{ protocol: "tcp", port: 81 }, ""],
            [{ protocol: "http", port: 81, path: "" }, "/"],
            [{ protocol: "https", port: 81, path: "/up" }, "/up"],
        ] as const) {
            const wish = { name: "lb", region: "fra1", forwarding_rules: [plain], health_check };
            const { id, health_check: told } = await account.make("/v2/load_balancers", wish);
            expect(told.path, health_check.protocol).to.equal(path);
            await account.call("DELETE", `/v2/load_balancers/${id}`);
        }
    });

    it("are refused with the reason", async () => {
        const [near, far] = [await account.droplet("near"), await account.droplet("far", { region: "nyc3" })];
        const wish = { name: "more", region: "fra1", forwarding_rules: [plain] };
        const { id } = await account.make("/v2/load_balancers", { ...wish, tag: "web" });
        await account.pass(3);
        const create = "POST /v2/load_balancers";
        const path = `/v2/load_balancers/${id}`;
        const rules = (...forwarding_rules: object[]): object => ({ ...wish, forwarding_rules });
        await expectRefusals(account, [
            [
                create,
                { ...wish, tag: "web", droplet_ids: [near.id] },
                422,
                "droplet_ids and tag are mutually exclusive",
            ],
            [create, { ...wish, region: "xyz1" }, 422, "region is invalid"],
            [create, { ...wish, droplet_ids: [1] }, 422, "droplet 1 not found"],
            [create, { ...wish, droplet_ids: [far.id] }, 422, `droplet ${far.id} is not in region fra1`],
            [create, { ...wish, vpc_uuid: far.vpc_uuid }, 422, "Failed to resolve VPC"],
            [
                create,
                { ...wish, health_check: { check_interval_seconds: 1 } },
                422,
                /^health_check\.check_interval_seconds/,
            ],
            [create, { ...wish, firewall: { allow: ["1.2.3.4"] } }, 422, /^firewall\.allow\.0: must begin/],
            [create, rules(), 422, /^forwarding_rules: /],
            [create, rules(plain, plain), 422, "forwarding rules must have distinct entry ports"],
            [create, rules({ ...plain, tls_passthrough: true }), 422, /^tls_passthrough needs https/],
            [create, rules({ ...tls, tls_passthrough: false }), 422, /needs certificate_id or tls_passthrough/],
            [create, rules({ ...plain, entry_protocol: "tcp" }), 422, "tcp can only be forwarded to tcp"],
            [create, rules({ ...plain, target_protocol: "udp" }), 422, "udp can only be forwarded to udp"],
            [`PUT ${path}`, { ...wish, region: "nyc3" }, 422, "region can not be changed"],
            [`PUT ${path}`, { ...wish, network: "INTERNAL" }, 422, "network can not be changed"],
            [
                `POST ${path}/droplets`,
                { droplet_ids: [near.id] },
                422,
                "the load balancer's droplets are those with its tag",
            ],
            [
                `DELETE ${path}/forwarding_rules`,
                { forwarding_rules: [plain] },
                422,
                "at least one forwarding rule is required",
            ],
            ["GET /v2/load_balancers/none", undefined, 404, gone],
            ["DELETE /v2/load_balancers/none", undefined, 404, gone],
        ]);
    });
});

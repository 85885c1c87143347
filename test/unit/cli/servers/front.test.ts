import { expect } from "chai";
import type { StateResource } from "../../../../cli/recover/deployment";
import { frontOf } from "../../../../cli/servers/front";

function made(type: string, outputs: Readonly<Record<string, string>>, more: Partial<StateResource> = {}) {
    return { urn: `urn:pulumi:production::shop::${type}::name`, type, custom: true, outputs, ...more };
}

const reserved = made("digitalocean:index/reservedIp:ReservedIp", { ipAddress: "203.0.113.5" });
const balancer = made("digitalocean:index/loadBalancer:LoadBalancer", { ip: "203.0.113.6" });

describe("where requests come in", () => {
    it("is nowhere without servers", () => {
        expect(frontOf({})).to.equal(undefined);
        expect(frontOf({ resources: [made("digitalocean:index/droplet:Droplet", {})] })).to.equal(undefined);
    });

    it("is the reserved address of one server", () => {
        const front = { kind: "reserved address", address: "203.0.113.5" };
        expect(frontOf({ resources: [reserved] })).to.deep.equal(front);
        expect(frontOf({ resources: [{ ...balancer, delete: true }, reserved] })).to.deep.equal(front);
    });

    it("is the load balancer of several, which have the reserved address too", () => {
        const front = { kind: "load balancer", address: "203.0.113.6" };
        expect(frontOf({ resources: [reserved, balancer] })).to.deep.equal(front);
    });
});

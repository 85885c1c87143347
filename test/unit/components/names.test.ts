import { expect } from "chai";
import fc from "fast-check";
import { placeholder } from "../../../components/compose/placeholder";
import { autonamed, pickNetworks, volumeName } from "../../../components/service/names";
import { service } from "../../compose/support/load";

describe("names on the engine", () => {
    it("are made of their parts", () => {
        expect(autonamed("slipway-local", "api", "JWT_SECRET_KEY")).to.equal("slipway-local.api.JWT_SECRET_KEY");
        expect(autonamed("s", "api", "db-key")).not.to.equal(autonamed("s", "api-db", "key"));
        expect(volumeName("slipway-local", "db-data")).to.equal("slipway-local_db-data");
    });

    it("leave room for the random end, and long ones still differ", () => {
        const part = fc.stringMatching(/^[a-z0-9]{1,60}$/);
        fc.assert(
            fc.property(part, part, (stack, name) => {
                expect(autonamed(stack, name).length).to.be.at.most(56);
                expect(autonamed(stack, name)).not.to.equal(autonamed(stack, `${name}x`));
            }),
        );
        expect(autonamed("a".repeat(28), "b".repeat(27)))
            .to.have.lengthOf(56)
            .and.match(/b$/);
        expect(autonamed("a".repeat(28), "b".repeat(28)))
            .to.have.lengthOf(56)
            .and.match(/b-[0-9a-f]{8}$/);
    });

    it("of networks go to the services that are in them", () => {
        const networks = { default: "net-1", back: "net-2", "back-office": "net-3" };
        const all = Object.fromEntries(
            Object.entries(networks).map(([name, value]) => [placeholder("network", name), value]),
        );
        const rest = "networks:\n  back:\n  back-office:";
        const picked = pickNetworks(all, service("networks: [back-office]", {}, rest));
        expect(picked).to.deep.equal({ [placeholder("network", "back-office")]: "net-3" });
        expect(pickNetworks(all, service("init: true"))).to.deep.equal({ SLIPWAY_NETWORK_default: "net-1" });
    });
});

import { expect } from "chai";
import { Shared } from "../../../components/service/shared";
import { load } from "../../compose/support/load";
import { testHost } from "../support/host";
import { makeWithMocks, resolved } from "../support/mocks";

const compose = load(`
services:
  db:
    image: postgres
    networks: [back]
    volumes: [db-data:/data, named:/named, cold:/cold]
  web:
    image: web
volumes:
  db-data: { labels: { keep: always } }
  named: { name: the-very-one, driver: nfs, driver_opts: { device: /x } }
  cold: { external: true, name: not-ours }
  unused:
networks:
  back: { internal: true, labels: { tier: back } }
`);

describe("what the services of a stack share", () => {
    const make = () => makeWithMocks(() => new Shared("shared", { host: testHost(), stack: "slipway-test", compose }));

    it("are overlay networks under names that Pulumi completes", async () => {
        const made = await make();
        expect(made.names("Network")).to.deep.equal(["slipway-test-back", "slipway-test-default"]);
        const back = made.get("slipway-test-back");
        expect(back).to.deep.include({ parent: "shared", provider: "host-docker", retainOnDelete: false });
        expect(back.inputs).to.deep.equal({
            driver: "overlay",
            internal: true,
            labels: [
                { label: "slipway.stack", value: "slipway-test" },
                { label: "tier", value: "back" },
            ],
        });
        const { SLIPWAY_NETWORK_back, SLIPWAY_NETWORK_default } = made.result.networks;
        expect(await resolved(SLIPWAY_NETWORK_back)).to.equal("slipway-test-back-0a1b2c3");
        expect(await resolved(SLIPWAY_NETWORK_default)).to.equal("slipway-test-default-0a1b2c3");
    });

    it("are volumes that outlive the stack and no label replaces", async () => {
        const made = await make();
        expect(made.names("Volume")).to.deep.equal(["shared-db-data", "shared-named"]);
        for (const name of made.names("Volume")) {
            expect(made.get(name)).to.deep.include({
                parent: "shared",
                provider: "host-docker",
                retainOnDelete: true,
                ignoreChanges: ["labels"],
            });
        }
        expect(made.get("shared-db-data").inputs).to.deep.equal({
            name: "slipway-test_db-data",
            labels: [
                { label: "slipway.stack", value: "slipway-test" },
                { label: "keep", value: "always" },
            ],
        });
        expect(made.get("shared-named").inputs).to.deep.include({
            name: "the-very-one",
            driver: "nfs",
            driverOpts: { device: "/x" },
        });
    });

    it("leave an external volume alone, and know its name", async () => {
        const { result } = await make();
        expect(result.volumes).to.deep.equal({
            "db-data": "slipway-test_db-data",
            named: "the-very-one",
            cold: "not-ours",
        });
    });
});

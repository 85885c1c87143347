import { expect } from "chai";
import { pinToData } from "../../../stacks/pin-to-data";
import { load } from "../../compose/support/load";

describe("what needs the first server", () => {
    it("stays there: volumes, and what runs once", () => {
        const compose = load(`
services:
  db: { image: postgres, volumes: ["data:/var/lib/postgresql/data"], deploy: { placement: { constraints: [node.role==manager] } } }
  migrate: { image: api }
  api:
    image: api
    tmpfs: /tmp
    depends_on: { migrate: { condition: service_completed_successfully } }
volumes: { data: {} }
`);
        const { services } = pinToData(compose);
        const placements = Object.values(services).map(({ name, deploy }) => [name, deploy.placement]);
        expect(placements).to.deep.equal([
            ["db", ["node.role==manager", "node.labels.slipway.data==yes"]],
            ["migrate", ["node.labels.slipway.data==yes"]],
            ["api", []],
        ]);
    });
});

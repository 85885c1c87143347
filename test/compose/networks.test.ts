import { expect } from "chai";
import { testAttribute } from "./support/attribute";
import { load, problemsOf } from "./support/load";

testAttribute("networks", {
    rest: "networks: { back: { internal: true }, front: }",
    of: (service) => service.networks,
    good: [
        ["init: true", { default: { aliases: [] } }],
        ["networks:", { default: { aliases: [] } }],
        ["networks: []", { default: { aliases: [] } }],
        ["networks: [back, front]", { back: { aliases: [] }, front: { aliases: [] } }],
        [
            "networks: { back: { aliases: [a, b] }, default: }",
            { back: { aliases: ["a", "b"] }, default: { aliases: [] } },
        ],
    ],
    bad: [
        [
            "networks: [nope]",
            "4:16 services.app.networks[0]: network nope is not defined; add nope to networks at the top level",
        ],
        [
            "networks: { back: { ipv4_address: 10.0.0.2 } }",
            "4:25 services.app.networks.back.ipv4_address: is not supported: Swarm chooses the addresses; delete it; services on a common network reach each other by name",
        ],
        ["networks: back", '4:5 services.app.networks: is "back"; write a list or a map'],
        [
            "network_mode: host",
            "4:5 services.app.network_mode: is not supported: Swarm services join networks; delete it; services on a common network reach each other by name",
        ],
    ],
});

describe("compose: top-level networks", () => {
    it("keeps those that a service uses", () => {
        const model = load(
            "services: { a: { image: x, networks: [n] } }\nnetworks: { n: { driver: bridge, labels: { a: b } }, m: }",
        );
        expect(model.networks).to.deep.equal({ n: { internal: false, labels: { a: "b" } } });
    });
    it("lets the file configure the default one", () => {
        const model = load("services: { a: { image: x } }\nnetworks: { default: { internal: true, external: false } }");
        expect(model.networks).to.deep.equal({ default: { internal: true, labels: {} } });
    });
    it("refuses what cannot be had", () => {
        expect(
            problemsOf("services: { a: { image: x } }\nnetworks: { n: { external: true, driver: macvlan, nme: x } }"),
        ).to.deep.equal([
            "compose.yaml:2:18 networks.n.external: is not supported: networks of others cannot be joined yet; delete it",
            'compose.yaml:2:34 networks.n.driver: is "macvlan"; write overlay or bridge',
            "compose.yaml:2:51 networks.n.nme: is not supported yet; did you mean name?",
        ]);
    });
});

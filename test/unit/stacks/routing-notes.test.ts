import { expect } from "chai";
import { routingNotes } from "../../../stacks/routing-notes";
import { load, withService } from "../../compose/support/load";
import { domainConfig } from "../support/domain-config";

describe("what other services may miss of a routed one", () => {
    const notesOf = (lines: string, ...ports: readonly number[]) =>
        routingNotes(
            domainConfig({ routes: ports.map((port) => ({ path: `/${port}`, service: "app", port })) }),
            load(withService(lines, "networks: { back: {} }")),
        );

    it("are its other ports, unless a name leads to them", () => {
        const yaml = 'ports: ["8000:8000", "53:53/udp"]\nexpose: [9090, 9091]';
        expect(notesOf(yaml, 8000)).to.deep.equal([
            "compose.yaml:2 services.app: inside the network, app answers on the routed port 8000, not on 9090, 9091; " +
                "for services that need more, add a name that leads past the proxy: networks: { default: { aliases: [app-direct] } }",
        ]);
        expect(notesOf(`${yaml}\nnetworks: [back]`, 8000, 9090)).to.deep.equal([
            "compose.yaml:2 services.app: inside the network, app answers on the routed ports 8000, 9090, not on 9091; " +
                "for services that need more, add a name that leads past the proxy: networks: { back: { aliases: [app-direct] } }",
        ]);
        expect(notesOf(`${yaml}\nnetworks: { back: { aliases: [app-direct] } }`, 8000)).to.deep.equal([]);
    });

    it("are none where all are routed, or none is", () => {
        expect(notesOf('ports: ["80:8000"]\nexpose: [8000]', 8000)).to.deep.equal([]);
        expect(notesOf("expose: [8000]")).to.deep.equal([]);
    });
});

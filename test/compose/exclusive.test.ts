import { expect } from "chai";
import { exclusiveUse } from "../../components/compose/exclusive";
import { service } from "./support/load";

describe("compose: what a task must have to itself", () => {
    const rest = "volumes: { data: , logs: { x-slipway: { shared: true } } }";
    const cases: readonly (readonly [lines: string, use: unknown])[] = [
        ["", undefined],
        ["volumes: [data:/d]", { volume: "data" }],
        ["volumes: [logs:/l, data:/d]", { volume: "data" }],
        ["volumes: [logs:/l]", undefined],
        ["volumes: [data:/d:ro]", undefined],
        ["volumes: [/anonymous, ./bind:/b]", undefined],
        ["volumes: [data:/d]\ndeploy: { replicas: 2 }", undefined],
        ["volumes: [data:/d]\nx-slipway: { shared: true }", undefined],
        ["ports: ['80:80']", { port: 80 }],
        ["ports: ['80:80']\nx-slipway: { shared: true }", { port: 80 }],
        ["ports: ['80:80']\ndeploy: { replicas: 2 }", { port: 80 }],
        ["ports: ['8080:8080']", undefined],
        ["ports: ['90']", undefined],
    ];
    for (const [lines, use] of cases) {
        it(`is ${JSON.stringify(use) ?? "nothing"} with ${JSON.stringify(lines)}`, () => {
            expect(exclusiveUse(service(lines, {}, rest), [8080])).to.deep.equal(use);
        });
    }
});

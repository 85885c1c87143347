import { expect } from "chai";
import type { ExportedStack, StateResource } from "../../../../cli/recover/deployment";
import { stateToRepeat } from "../../../../cli/recover/repeat.plan";
import { release } from "./state";

const secret = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", ciphertext: "v1:zJr==" };
const exported = (...resources: readonly StateResource[]): ExportedStack => ({
    version: 3,
    deployment: { resources, pending_operations: resources.map((resource) => ({ resource, type: "updating" })) },
});

describe("a state whose next update applies a service again", () => {
    const api = release("api", "0a1b2c", { SLIPWAY_SMOKE: secret });
    const web = release("web", "3d4e5f");

    it("differs in one variable of that service, and has nothing pending", () => {
        const { inputs = {}, outputs = {}, ...rest } = api;
        const environment = { ...(inputs.environment as object), SLIPWAY_REPEAT: "interrupted while updating" };
        const repeat = new Map([[api.urn, "interrupted while updating"]]);
        expect(stateToRepeat(exported(api, web), repeat)).to.deep.equal({
            version: 3,
            deployment: {
                resources: [{ ...rest, inputs: { ...inputs, environment }, outputs: { ...outputs, environment } }, web],
            },
        });
    });

    it("leaves one of the same URN alone that is to go", () => {
        const old = { ...api, delete: true };
        const { deployment } = stateToRepeat(exported(old, web), new Map([[api.urn, "why"]]));
        expect(deployment.resources).to.deep.equal([old, web]);
    });

    it("adds nothing to an environment that is encrypted as a whole", () => {
        const hidden = { ...api, outputs: { ...api.outputs, environment: secret } };
        const { deployment } = stateToRepeat(exported(hidden), new Map([[api.urn, "why"]]));
        const interpreter = ["/bin/sh", "-c"];
        expect(deployment.resources).to.deep.equal([
            { ...hidden, inputs: { ...hidden.inputs, interpreter }, outputs: { ...hidden.outputs, interpreter } },
        ]);
    });
});

import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import type { ProxyAddress } from "../../../../components/cutover/plan";
import { runScript } from "../../support/run-script";
import { TemporaryFolder } from "../../support/temporary-folder";
import { planOf } from "./example";

describe("taking the routes away from the proxies", () => {
    let folder: TemporaryFolder;
    beforeEach(() => {
        folder = new TemporaryFolder();
    });
    afterEach(() => folder.remove());

    const proxy = (name: string, shell: readonly string[] = ["sh", "-c"]): ProxyAddress => ({
        ...{ kind: "edge", name, shell, service: `slipway-test_${name}`, folder: join(folder.path, name) },
        ...{ admin: 9000, candidate: 9001 },
    });
    const remove = (...proxies: readonly ProxyAddress[]) =>
        runScript("components/cutover/remove-routes.sh", { SLIPWAY_CUTOVER: JSON.stringify(planOf({ proxies })) });
    const isThere = (path: string) => existsSync(join(folder.path, path));

    it("takes each one's file, and nothing else of its folder", async () => {
        for (const name of ["it's one", "two"]) {
            folder.write(`${name}/traffic.yaml`, "routes\n");
            folder.write(`${name}/other.yaml`, "kept\n");
        }
        expect(await remove(proxy("it's one"), proxy("two"), proxy("three"))).to.deep.equal({
            ...{ code: 0, stdout: "", stderr: "" },
        });
        for (const name of ["it's one", "two"]) {
            expect([isThere(`${name}/traffic.yaml`), isThere(`${name}/other.yaml`)]).to.deep.equal([false, true]);
        }
    });

    it("goes on without a server that is gone, and says so", async () => {
        folder.write("two/traffic.yaml", "routes\n");
        const gone = proxy("one", ["sh", "-c", "echo 'server 203.0.113.5: no route' >&2; exit 255"]);
        expect(await remove(gone, proxy("two"))).to.deep.equal({
            ...{ code: 0, stdout: "" },
            stderr: "routes: one keeps them: server 203.0.113.5: no route\n",
        });
        expect(isThere("two/traffic.yaml")).to.equal(false);
    });
});

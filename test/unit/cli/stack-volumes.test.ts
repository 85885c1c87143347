import { expect } from "chai";
import { CliError } from "../../../cli/cli-error";
import { checkVolumes, volumesOfStack } from "../../../cli/stack-volumes";
import { ComposeError } from "../../../components/compose/problem";
import { ConfigError } from "../../../stacks/config/config-error";
import { TemporaryFolder } from "../support/temporary-folder";

describe("the volumes of a stack", () => {
    let folder: TemporaryFolder;
    beforeEach(() => {
        folder = new TemporaryFolder();
        folder.write("Pulumi.yaml", "name: desk\n");
        folder.write("Pulumi.local.yaml", "config:\n  slipway:compose: ./compose.yaml\n");
    });
    afterEach(() => folder.remove());

    it("are its own by the names on the engine, none of others", () => {
        folder.write(
            "compose.yaml",
            "services: { a: { image: x, volumes: [one:/1, two:/2, theirs:/3] } }\nvolumes: { one: , two: { name: kept }, theirs: { external: true } }\n",
        );
        const volumes = volumesOfStack("local", folder.path);
        if (volumes instanceof Error) throw volumes;
        expect([...volumes.nameOf]).to.deep.equal([
            ["one", "desk-local_one"],
            ["two", "kept"],
        ]);
        checkVolumes(["one"], volumes);
        expect(() => checkVolumes(["one", "theirs"], volumes)).to.throw(
            CliError,
            "there is no volume theirs in ./compose.yaml; it has one, two",
        );
    });

    it("are not known where a file is missing or wrong, which keeps nobody from removing the stack", () => {
        expect(volumesOfStack("local", folder.path)).to.be.instanceOf(ComposeError);
        folder.write("Pulumi.local.yaml", "config: {}\n");
        expect(volumesOfStack("local", folder.path)).to.be.instanceOf(ConfigError);
        expect(() => volumesOfStack("nowhere", folder.path)).to.throw(CliError);
    });
});

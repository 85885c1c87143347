import { expect } from "chai";
import { CliError } from "../../../../cli/cli-error";
import { missingVariables } from "../../../../cli/rehearse/missing-variables";
import { ComposeError } from "../../../../components/compose/problem";
import { ConfigError } from "../../../../stacks/config/config-error";
import { TemporaryFolder } from "../../support/temporary-folder";

describe("the variables that nobody has set", () => {
    const folder = new TemporaryFolder();
    after(() => folder.remove());
    folder.write("Pulumi.yaml", "name: desk\n");

    function missing(environment: string, config = ""): readonly string[] {
        folder.write(
            "Pulumi.staging.yaml",
            `config:\n  slipway:compose: ./compose.yaml\n  slipway:id: 3f9a\n${config}`,
        );
        folder.write("compose.yaml", `services:\n  web: { image: web, environment: { ${environment} } }\n`);
        return missingVariables("staging", folder.path);
    }

    it("are none where the file sets them all, has defaults or keeps them encrypted", () => {
        const config = "  slipway:env: { A: one }\n  slipway:secrets: { B: { secure: v1:abc } }\n";
        expect(missing('A: "${A}", B: "${B}", C: "${C:-three}"', config)).to.deep.equal([]);
    });

    it("are told by their names, each once, whatever is said of them", () => {
        expect(missing('A: "${A}", B: "x${B:?ask Bob}", C: "${A}${C}"')).to.deep.equal(["A", "B", "C"]);
    });

    it("are no more than what is wrong beside them, which has to be mended first", () => {
        expect(() => missing('A: "${A}", B: "${"')).to.throw(ComposeError, /A is not set.*\n.*is not a variable/);
        expect(() => missing('A: "${A}"', "  slipway:nonsense: 1\n")).to.throw(ConfigError, /nonsense/);
    });

    it("are those of a stack that there is", () => {
        expect(() => missingVariables("nowhere", folder.path)).to.throw(CliError, /there is no stack nowhere/);
    });
});

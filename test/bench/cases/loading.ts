import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseDocument } from "yaml";
import { waysToLoad } from "../loading/ways";
import type { BenchCase } from "../support/bench-case";
import { inSeconds, interleave } from "../support/interleave";

/** Ways to run a program in TypeScript that keep plain `pulumi up` working. */
export const loadingCase: BenchCase = {
    name: "loading",
    title: "ways of loading TypeScript: pulumi preview of the sample app",
    measure: async (session, fixtures) => {
        const sample = await fixtures.sample();
        await sample.ensureDeployed();
        const { folder } = sample.project;
        const file = join(folder, "Pulumi.yaml");
        const before = readFileSync(file, "utf8");
        cpSync(join(__dirname, "..", "loading", "bundle.cjs"), join(folder, ".slipway", "bundle.cjs"));
        try {
            const outcomes = await interleave(
                session,
                waysToLoad.map((way) => ({
                    name: way.name,
                    run: async () => {
                        const project = parseDocument(before);
                        if (way.options !== undefined) project.setIn(["runtime", "options"], way.options);
                        writeFileSync(file, project.toString());
                        return (await sample.pulumi(["preview", "--expect-no-changes"])).seconds;
                    },
                    tell: inSeconds,
                })),
                true,
            );
            const against = waysToLoad[0]?.name ?? "";
            return {
                measures: waysToLoad.map(({ name, remark }, index) => ({
                    what: name,
                    unit: "s",
                    samples: outcomes[index] ?? [],
                    ...(index === 0 ? {} : { against }),
                    ...(remark === undefined ? {} : { remark }),
                })),
                limits: [],
                notes: ["what each way keeps between runs is there: an uncounted round goes before"],
                faults: [],
            };
        } finally {
            writeFileSync(file, before);
        }
    },
};

import type { Flow } from "../../../components/smoke/plan";
import { ConfigError } from "../config-error";
import { readFlowFile } from "./flow-file";
import { flowsOf } from "./flows-of";
import { shapeProblems } from "./shape-problems";
import type { SmokeContext } from "./smoke-context";
import { smokeSchema } from "./smoke-schema";
import { stepProblems } from "./step-problems";
import { variableUses } from "./variable-uses";

/** The flows travel in one variable of an environment, which Linux keeps below 128 KiB. */
const mostBytes = 96 * 1024;

/**
 * Reads a file of smoke flows.
 *
 * @param file its name for messages
 * @throws ConfigError with every problem at once
 */
export function readSmoke(text: string, file: string, context: SmokeContext): readonly Flow[] {
    const source = readFlowFile(text, file);
    if (source.data === undefined) throw new ConfigError(file, source.problems);
    const result = smokeSchema.safeParse(source.data);
    const meanings = [...source.problems, ...variableUses(source, context), ...stepProblems(source, context)];
    const told = new Set(meanings.map(({ path }) => path));
    // What is said of a value already says it better than its type does.
    const shapes = shapeProblems(source, result.error?.issues ?? []).filter(({ path }) => !told.has(path));
    const problems = [...meanings, ...shapes];
    if (!result.success || problems.length > 0) throw new ConfigError(file, problems);

    const flows = flowsOf(result.data, context);
    const bytes = Buffer.byteLength(JSON.stringify(flows));
    if (bytes <= mostBytes) return flows;
    const found = `${Math.ceil(bytes / 1024)} KiB of flows`;
    const mend = "put the content of large files into files of their own, and name them with path:";
    throw new ConfigError(file, [
        source.problemAt(["flows"], { found, expected: `at most ${mostBytes / 1024} KiB`, mend }),
    ]);
}

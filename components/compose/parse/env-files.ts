import { relative, resolve } from "node:path";
import { type EnvFormat, parseEnvFile } from "../env-file";
import { Fields } from "../fields";
import type { Place } from "../tree";
import { readBoolean, readList, readOneOf, readString } from "../values";
import type { ParseContext } from "./context";
import type { PlainValue } from "./plain-secret";

/** What a file of variables sets, by name. */
type EnvValues = ReadonlyMap<string, PlainValue>;

/** The variables of `env_file`, later files above earlier ones. */
export function readEnvFiles(place: Place, context: ParseContext): EnvValues {
    const items = place.tree.kind === "scalar" ? [place] : readList(place, context.report);
    return new Map(items.flatMap((item) => [...readOne(item, context)]));
}

function readOne(item: Place, context: ParseContext): EnvValues {
    const { report } = context;
    if (item.tree.kind !== "map") {
        return load(item, readString(item, report), true, "compose", context);
    }
    const fields = new Fields(item, report);
    const path = fields.need("path", readString);
    const format = fields.read("format", (place) => readOneOf(place, report, ["raw"] as const));
    return load(item, path, fields.read("required", readBoolean) ?? true, format ?? "compose", context);
}

function load(
    item: Place,
    path: string | undefined,
    required: boolean,
    format: EnvFormat,
    { report, directory, read }: ParseContext,
): EnvValues {
    if (path === undefined) {
        return new Map();
    }
    const content = read(resolve(directory, path));
    if (content === undefined) {
        if (required) {
            const mend = `make ${resolve(directory, path)}, or write {path: ${path}, required: false}`;
            report.problem(item, `file ${path} does not exist`, mend);
        }
        return new Map();
    }
    const file = relative(directory, resolve(directory, path));
    const { values, lines, problems } = parseEnvFile(content, file, format);
    report.problems.push(...problems);
    return new Map(
        Object.entries(values).map(([name, value]) => {
            return [name, { name, value, file, line: lines[name] ?? 1, column: 1, path: name }];
        }),
    );
}

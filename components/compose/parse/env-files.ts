import { relative, resolve } from "node:path";
import { type EnvFormat, parseEnvFile } from "../env-file";
import { Fields } from "../fields";
import type { Place } from "../tree";
import { readBoolean, readList, readOneOf, readString } from "../values";
import type { ParseContext } from "./context";

/** The variables of `env_file`, later files above earlier ones. */
export function readEnvFiles(place: Place, context: ParseContext): Readonly<Record<string, string>> {
    const items = place.tree.kind === "scalar" ? [place] : readList(place, context.report);
    return Object.assign({}, ...items.map((item) => readOne(item, context)));
}

function readOne(item: Place, context: ParseContext): Readonly<Record<string, string>> {
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
): Readonly<Record<string, string>> {
    if (path === undefined) {
        return {};
    }
    const content = read(resolve(directory, path));
    if (content === undefined) {
        if (required) {
            const mend = `make ${resolve(directory, path)}, or write {path: ${path}, required: false}`;
            report.problem(item, `file ${path} does not exist`, mend);
        }
        return {};
    }
    const { values, problems } = parseEnvFile(content, relative(directory, resolve(directory, path)), format);
    report.problems.push(...problems);
    return values;
}

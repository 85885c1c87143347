import { join, resolve } from "node:path";
import { Fields } from "../fields";
import type { BuildModel } from "../model";
import { present } from "../present";
import { plainText } from "../text";
import type { Place } from "../tree";
import { readString } from "../values";
import type { ParseContext } from "./context";
import { variable } from "./environment";
import { readKeyValues } from "./key-values";

/** `build`, as the path of a context or in the long form. */
export function readBuild(place: Place, context: ParseContext): BuildModel | undefined {
    if (place.tree.kind !== "map") {
        const path = readString(place, context.report);
        return path === undefined ? undefined : checked(place, { path, dockerfile: "Dockerfile", args: {} }, context);
    }
    const fields = new Fields(place, context.report);
    return checked(
        place,
        {
            path: fields.read("context", readString) ?? ".",
            dockerfile: fields.read("dockerfile", readString) ?? "Dockerfile",
            args: fields.read("args", (args) => readArgs(args, context)) ?? {},
            target: fields.read("target", readString),
        },
        context,
    );
}

interface Written {
    readonly path: string;
    readonly dockerfile: string;
    readonly args: Readonly<Record<string, string>>;
    readonly target?: string | undefined;
}

function checked(place: Place, written: Written, { report, directory, read }: ParseContext): BuildModel | undefined {
    const { path, dockerfile, args, target } = written;
    if (/^[a-z+]+:\/\/|^git@|^(service|target|docker-image):/.test(path)) {
        report.problem(
            place,
            `context ${path} is not a folder`,
            "check it out beside the compose file and name the folder",
        );
        return undefined;
    }
    const context = resolve(directory, path);
    if (read(resolve(context, dockerfile)) === undefined) {
        report.problem(place, `file ${join(path, dockerfile)} does not exist`, "correct context or dockerfile");
    }
    return present({ context, dockerfile, args, target });
}

function readArgs(place: Place, context: ParseContext): Readonly<Record<string, string>> {
    const pairs = [...readKeyValues(place, context.report)];
    return Object.fromEntries(pairs.map(([key, value]) => [key, value ?? argument(key, place, context)]));
}

/** An argument without a value takes the variable of that name, which ends up in the image: so it must be no secret. */
function argument(name: string, place: Place, context: ParseContext): string {
    const value = plainText(variable(name, place, context));
    if (value === undefined) {
        const mend = "give it to the running service in environment";
        context.report.problem(place, `argument ${name} is a secret, which would stay readable in the image`, mend);
    }
    return value ?? "";
}

import type { Problem } from "./problem";

/** What an env file sets, and what is wrong in it. */
export interface EnvFile {
    readonly values: Readonly<Record<string, string>>;
    /** Line of each value, from 1. */
    readonly lines: Readonly<Record<string, number>>;
    readonly problems: readonly Problem[];
}

/** `compose` knows quotes, escapes and comments; `raw` takes everything behind the first `=` as it is. */
export type EnvFormat = "compose" | "raw";

/**
 * Reads compose's `.env` format: `NAME=value`, with an optional `export`, comments, `'literal'` and `"escaped\n"`
 * values that may span lines. Values are taken as they are: one that mentions a variable is a problem, because compose
 * would put that in. Nothing comes from the process environment.
 */
export function parseEnvFile(text: string, file: string, format: EnvFormat = "compose"): EnvFile {
    const values: Record<string, string> = {};
    const lines: Record<string, number> = {};
    const problems: Problem[] = [];
    let line = 1;
    let rest = text.replace(/^\uFEFF/, "").replaceAll("\r\n", "\n");
    while (rest !== "") {
        const statement = format === "raw" ? takeRaw(rest) : takeStatement(rest);
        if (statement.name !== undefined) {
            values[statement.name] = statement.value ?? "";
            lines[statement.name] = line;
        }
        if (statement.fault) {
            problems.push({ file, line, column: 1, path: statement.name ?? "", ...statement.fault });
        }
        line += rest.slice(0, statement.length).split("\n").length - 1;
        rest = rest.slice(statement.length);
    }
    return { values, lines, problems };
}

interface Statement {
    /** Undefined for blank lines and comments. */
    readonly name?: string;
    readonly value?: string;
    readonly fault?: Pick<Problem, "found" | "mend">;
    /** Characters that it takes, its end of line included. */
    readonly length: number;
}

const firstLine = /^[^\n]*(\n|$)/;

function takeRaw(rest: string): Statement {
    const length = firstLine.exec(rest)?.[0].length ?? rest.length;
    const line = rest.slice(0, length).replace(/\n$/, "");
    const match = /^([^=\s#]+)=(.*)$/.exec(line);
    if (match?.[1]) {
        return { name: match[1], value: match[2] ?? "", length };
    }
    return /^\s*(#|$)/.test(line) ? { length } : { length, fault: unreadable };
}

function takeStatement(rest: string): Statement {
    const length = firstLine.exec(rest)?.[0].length ?? rest.length;
    const line = rest.slice(0, length).replace(/\n$/, "");
    if (/^\s*(#|$)/.test(line)) {
        return { length };
    }
    const start = /^\s*(?:export\s+)?([A-Za-z_][\w.-]*)[ \t]*[=:][ \t]*/.exec(line);
    if (!start?.[1]) {
        return { length, fault: unreadable };
    }
    const name = start[1];
    const behind = rest.slice(start[0].length);
    const quoted = /^'([^']*)'|^"((?:[^"\\]|\\[\s\S])*)"/.exec(behind);
    if (quoted) {
        return takeQuoted(name, start[0].length + quoted[0].length, quoted, rest);
    }
    if (/^['"]/.test(behind)) {
        return { name, length, fault: { found: "the quote is not closed", mend: "close it, or quote the quote" } };
    }
    const value = line
        .slice(start[0].length)
        .replace(/(^|\s+)#.*$/, "")
        .trimEnd();
    return { name, value, length, ...mentionsVariable(value) };
}

function takeQuoted(name: string, end: number, quoted: RegExpExecArray, rest: string): Statement {
    const tail = firstLine.exec(rest.slice(end))?.[0] ?? "";
    const length = end + tail.length;
    if (!/^\s*(#.*)?$/.test(tail)) {
        return { name, length, fault: { found: "something follows the closing quote", mend: "end the line there" } };
    }
    const [, single, double] = quoted;
    if (double === undefined) {
        return { name, value: single ?? "", length };
    }
    return { name, value: unescaped(double), length, ...mentionsVariable(double.replaceAll(/\\[\s\S]/g, "")) };
}

const escapes: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", '"': '"', "\\": "\\", $: "$" };

function unescaped(text: string): string {
    return text.replaceAll(/\\([\s\S])/g, (whole, character: string) => escapes[character] ?? whole);
}

/** Compose would put a variable in; no message shows any of the value, which may be a password. */
function mentionsVariable(value: string): Pick<Statement, "fault"> {
    const found = "the value mentions a variable ($ and a name), but values here are taken as they are";
    const mend = "put the value in single quotes if the dollar sign is meant";
    return /\$[{A-Za-z_]/.test(value) ? { fault: { found, mend } } : {};
}

const unreadable = { found: "the line is not of the form NAME=VALUE", mend: "correct it, or start it with #" };

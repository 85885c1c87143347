import { randomBytes } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { LineCounter, parse, parseDocument } from "yaml";
import type { ComposeModel } from "../components/compose/model";
import { readStackConfig, type StackConfig } from "../stacks/config";
import { ConfigError } from "../stacks/config/config-error";
import { instantiateExample } from "../stacks/instantiate-example";
import { loadApp } from "../stacks/load-app";
import { prefix } from "../stacks/names";
import { CliError } from "./cli-error";
import { askPulumi } from "./pulumi";
import { askBackend } from "./recover/ask-backend";

/** Folder of the project: where Pulumi.yaml lies. */
export const project = resolve(__dirname, "..");

/** A stack as its files tell it, without Pulumi. Secrets are not decrypted: their values here mean nothing. */
export interface StackFiles {
    readonly config: StackConfig;
    readonly compose: ComposeModel;
    /** What every name on the engine starts with. */
    readonly prefix: string;
}

/**
 * Reads a stack's configuration and its compose file.
 *
 * @throws CliError when there is no such stack; ConfigError, ComposeError when one of the files is wrong
 */
export function readStackFiles(stack: string, directory = project): StackFiles {
    const file = `Pulumi.${stack}.yaml`;
    const text = readFileSync(stackPath(stack, directory), "utf8");
    const name = projectName(directory);
    const { values, secretKeys } = valuesOf(text, file);
    const config = readStackConfig({ stack, project: name, file, text, values, secretKeys });
    return {
        config,
        compose: loadApp(config, Object.keys(config.secrets), directory).model,
        prefix: prefix(name, stack, config.id),
    };
}

/**
 * Path of a stack's file.
 *
 * @throws CliError when there is none, naming the stacks that have one
 */
export function stackPath(stack: string, directory = project): string {
    const path = join(directory, `Pulumi.${stack}.yaml`);
    if (!existsSync(path)) throw new CliError(noStack(stack, directory));
    return path;
}

/**
 * Makes sure that Pulumi knows the stack; `local` gets its file from the example, with random secrets.
 *
 * @returns what was made, in words, if anything was
 * @throws CliError when there is no file for the stack
 */
export async function ensureStack(stack: string, directory = project): Promise<string | undefined> {
    const path = join(directory, `Pulumi.${stack}.yaml`);
    const missing = !existsSync(path);
    if (missing && stack !== "local") throw new CliError(noStack(stack, directory));
    const known = JSON.parse(await askBackend(["stack", "ls", "--json"])) as readonly { readonly name: string }[];
    const exists = known.some(({ name }) => name.split("/").at(-1) === stack);
    if (!missing) {
        if (!exists) await askPulumi(["stack", "init", stack, "--no-select"]);
        return undefined;
    }
    const example = instantiateExample(readFileSync(join(directory, "Pulumi.local.example.yaml"), "utf8"), random);
    // With only some of its secrets, the file would be taken for whole the next time.
    const interrupted = () => {
        rmSync(path, { force: true });
        process.exit(130);
    };
    process.once("SIGINT", interrupted);
    writeFileSync(path, example.text);
    try {
        if (!exists) await askPulumi(["stack", "init", stack, "--no-select"]);
        for (const { path: key, value } of example.secrets) {
            await askPulumi(["config", "set", "--secret", "--path", key, "--stack", stack], value);
        }
    } catch (error) {
        rmSync(path, { force: true });
        throw error;
    } finally {
        process.off("SIGINT", interrupted);
    }
    return `Pulumi.local.yaml made from Pulumi.local.example.yaml, with ${example.secrets.length} random secrets`;
}

function random(characters: number): string {
    const alphabet = "abcdefghijklmnopqrstuvwxyz0123456789";
    // 252 is the largest multiple of 36 below 256: what lies above would favour the first letters.
    const draw = (): string[] =>
        [...randomBytes(characters * 2)].filter((byte) => byte < 252).map((byte) => alphabet[byte % 36] ?? "");
    let drawn = draw();
    while (drawn.length < characters) drawn = [...drawn, ...draw()];
    return drawn.slice(0, characters).join("");
}

/** Name of the Pulumi project in a folder. */
export function projectName(directory: string): string {
    return (parse(readFileSync(join(directory, "Pulumi.yaml"), "utf8")) as { readonly name: string }).name;
}

function noStack(stack: string, directory: string): string {
    const files = readdirSync(directory).flatMap((file) => /^Pulumi\.([^.]+)\.yaml$/.exec(file)?.[1] ?? []);
    const known = [...new Set(["local", ...files])].join(", ");
    return `there is no stack ${stack}: Pulumi.${stack}.yaml does not exist; known are ${known}`;
}

interface FileValues {
    readonly values: Record<string, string>;
    readonly secretKeys: Set<string>;
}

/** The values as Pulumi would hand them to the program, with something in place of what is encrypted. */
function valuesOf(text: string, file: string): FileValues {
    const { config } = (dataOf(text, file) ?? {}) as { readonly config?: Readonly<Record<string, unknown>> };
    const secretKeys = new Set<string>();
    const values: Record<string, string> = {};
    for (const [key, value] of Object.entries(config ?? {})) {
        const plain = withoutCiphertext(value, () => secretKeys.add(key));
        values[key] = typeof plain === "string" ? plain : JSON.stringify(plain);
    }
    return { values, secretKeys };
}

/** @throws ConfigError with the first line that is no YAML; none of its text, which may be a secret */
function dataOf(text: string, file: string): unknown {
    const counter = new LineCounter();
    const document = parseDocument(text, { lineCounter: counter, prettyErrors: false });
    const [error] = document.errors;
    if (error !== undefined) {
        const { line } = counter.linePos(error.pos[0]);
        throw noYaml(file, error.code.toLowerCase().replaceAll("_", " "), { line });
    }
    try {
        return document.toJS();
    } catch (reason) {
        // An alias of something that is nowhere, or too many of them.
        throw noYaml(file, reason instanceof Error ? reason.message : String(reason));
    }
}

function noYaml(file: string, reason: string, place: { readonly line?: number } = {}): ConfigError {
    const found = `no YAML (${reason})`;
    const mend = place.line === undefined ? "correct the file" : "correct the line, or the one before it";
    return new ConfigError(file, [{ file, ...place, path: "", found, expected: "a map in YAML", mend }]);
}

function withoutCiphertext(value: unknown, found: () => void): unknown {
    if (typeof value !== "object" || value === null) return value;
    if (Array.isArray(value)) return value.map((item) => withoutCiphertext(item, found));
    const entries = Object.entries(value);
    if (entries.length === 1 && entries[0]?.[0] === "secure") {
        found();
        // Some must be the address of something.
        return "https://encrypted-value-not-decrypted-here";
    }
    return Object.fromEntries(entries.map(([key, item]) => [key, withoutCiphertext(item, found)]));
}

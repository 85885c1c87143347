import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { rootCertificates } from "node:tls";
import type { Rehearsal } from "../../emulator/rehearsal/start-rehearsal";
import { toolchainEnvironment } from "../../toolchain/environment";
import { CliError } from "../cli-error";
import { runInTerminal } from "../run-in-terminal";

/** What another terminal needs of a rehearsal that is kept, as it lies in the rehearsal's folder. */
interface Entry {
    /** Variables beside those of the terminal. */
    readonly environment: Readonly<Record<string, string>>;
    /** The words before a command for which the app's names lead to the rehearsal. */
    readonly words: readonly string[];
    /** The process of the rehearsal. */
    readonly process: number;
}

/** Lets other terminals of this machine into a rehearsal, as long as it lasts. */
export function letIn(folder: string, { environment, authorityFile, inside }: Rehearsal): void {
    // Whoever asks from there meets others too, which have their certificates from anywhere.
    const bundle = join(folder, "authorities.crt");
    writeFileSync(bundle, [...rootCertificates, readFileSync(authorityFile, "utf8")].join("\n"));
    const entry: Entry = {
        environment: { ...environment, CURL_CA_BUNDLE: bundle },
        words: inside([]),
        process: process.pid,
    };
    writeFileSync(entryFile(folder), JSON.stringify(entry), { mode: 0o600 });
}

/**
 * Runs a command as in the internet of a rehearsal that another terminal keeps: names lead there, and so does Pulumi.
 *
 * @param command a shell, when there is none
 * @returns its exit code
 * @throws CliError when no rehearsal of the stack is kept
 */
export async function enterRehearsal(stack: string, folder: string, command: readonly string[]): Promise<number> {
    const file = entryFile(folder);
    const entry = existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Entry) : undefined;
    if (entry === undefined || !isAlive(entry.process)) {
        throw new CliError(`no rehearsal of ${stack} is kept: ./slipway rehearse ${stack} --keep starts one`);
    }
    const [program = "", ...words] = [...entry.words, ...(command.length > 0 ? command : [process.env.SHELL || "sh"])];
    return await runInTerminal(program, words, { ...process.env, ...toolchainEnvironment(), ...entry.environment });
}

function entryFile(folder: string): string {
    return join(folder, "entry.json");
}

function isAlive(id: number): boolean {
    try {
        process.kill(id, 0);
        return true;
    } catch {
        return false;
    }
}

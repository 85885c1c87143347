import { describeProblem, type Problem } from "../problem";
import type { ParseContext } from "./context";

/** A value of a service's environment that stands in a file as it is. */
export interface PlainValue extends Pick<Problem, "file" | "line" | "column" | "path"> {
    readonly name: string;
    readonly value: string;
}

/**
 * Whoever may see the stack's state, a preview or the service on the engine reads what is not encrypted: passwords are
 * refused there, or only pointed out where the stack is one developer's own.
 */
export function checkPlainSecret({ name, value, ...at }: PlainValue, { report, plainSecrets }: ParseContext): void {
    if (plainSecrets === undefined || value === "" || !plainSecrets.found(name, value)) {
        return;
    }
    const found = `holds the secret ${name} in plain text, which the state of the stack and the engine would show`;
    const mend = `move the value to slipway:secrets.${name} and write ${name}: \${${name}} under environment`;
    if (plainSecrets.refused) {
        report.problems.push({ ...at, found, mend });
    } else {
        report.notes.push(describeProblem({ ...at, found, mend }));
    }
}

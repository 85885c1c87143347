import type { SecretReference, Text } from "./model";
import { parseTemplate, type TemplatePart } from "./template";
import { join, plainText } from "./text";
import type { Variables } from "./variables";

/** A text with its variables put in, or why that cannot be. */
export interface Interpolated {
    readonly text: Text;
    readonly faults: readonly Fault[];
}

/** Why a variable could not be put in, and what to do about it. */
export interface Fault {
    readonly found: string;
    readonly mend: string;
}

/**
 * Puts variables into a text as the compose specification says: `$V`, `${V}`, `${V:-word}`, `${V-word}`, `${V:?word}`,
 * `${V?word}`, `${V:+word}`, `${V+word}`, nested in each other, and `$$` for a dollar sign. Secrets stay symbolic. A
 * variable that is not set and has no default is a fault, where compose would go on with nothing.
 */
export function interpolate(source: string, variables: Variables): Interpolated {
    const parts = parseTemplate(source);
    if ("rest" in parts) {
        // No more than the start: a password with a dollar sign in it should not be shown.
        const found = `${parts.rest.slice(0, 2)}… is not a variable of the form \${NAME}`;
        return { text: [], faults: [{ found, mend: "write $$ for a dollar sign" }] };
    }
    const faults: Fault[] = [];
    return { text: evaluate(parts, variables, faults), faults };
}

function evaluate(parts: readonly TemplatePart[], variables: Variables, faults: Fault[]): Text {
    return join(parts.flatMap((part) => (typeof part === "string" ? [part] : replaced(part, variables, faults))));
}

function replaced(part: Exclude<TemplatePart, string>, variables: Variables, faults: Fault[]): Text {
    const { name, operator, word } = part;
    const value = variables.secrets.has(name) ? [{ secret: name } satisfies SecretReference] : plainOf(name, variables);
    // With a colon, an empty value counts as none. A secret is never empty: stacks/ refuses that.
    const there = value !== undefined && !(operator.startsWith(":") && value.length === 1 && value[0] === "");
    switch (operator.at(-1)) {
        case "-":
            return there ? value : evaluate(word, variables, faults);
        case "+":
            return there ? evaluate(word, variables, faults) : [];
        case "?":
            if (!there) {
                const message = plainText(evaluate(word, variables, faults)) ?? "";
                faults.push(notSet(name, message === "" ? "" : `: ${message}`));
            }
            return value ?? [];
        default:
            if (value === undefined) {
                faults.push(notSet(name));
            }
            return value ?? [];
    }
}

function plainOf(name: string, variables: Variables): Text | undefined {
    const value = Object.hasOwn(variables.plain, name) ? variables.plain[name] : undefined;
    return value === undefined ? undefined : [value];
}

/** The fault of a variable that nothing sets. */
export function notSet(name: string, message = ""): Fault {
    const mend = `set slipway:env.${name} (or slipway:secrets.${name} for a secret), or write \${${name}:-default}`;
    return { found: `variable ${name} is not set${message}`, mend };
}

/** The name of the variable when a fault is that nothing sets it. */
export function unsetVariable(found: string): string | undefined {
    return /^variable (\S+) is not set/.exec(found)?.[1];
}

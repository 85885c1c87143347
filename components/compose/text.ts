import type { SecretReference, Text } from "./model";

/** A text without secrets. */
export function literal(value: string): Text {
    return value === "" ? [] : [value];
}

/** The text of these parts, neighbouring literals joined and empty ones left out. */
export function join(parts: Text): Text {
    const joined: (string | SecretReference)[] = [];
    for (const part of parts) {
        const last = joined.at(-1);
        if (typeof part === "string" && typeof last === "string") {
            joined[joined.length - 1] = last + part;
        } else if (part !== "") {
            joined.push(part);
        }
    }
    return joined;
}

/** The value of a text; undefined when it holds a secret. */
export function plainText(text: Text): string | undefined {
    return text.every((part) => typeof part === "string") ? text.join("") : undefined;
}

/** Whether the value stays unknown until the secrets are put in. */
export function holdsSecret(text: Text): boolean {
    return plainText(text) === undefined;
}

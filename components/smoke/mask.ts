import { looksSecret } from "../names/secret-name";
import { textOf, type Values } from "./template";

/** How much of an answer's end a message shows, in characters. */
const shownCharacters = 400;

/** Hides the values in a text: as they are, as JSON writes them, and as a URL does. Longer ones go first. */
export function mask(text: string, secrets: readonly string[]): string {
    const forms = secrets
        .filter((secret) => secret !== "")
        .flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret)]);
    return [...new Set(forms)].sort((a, b) => b.length - a.length).reduce(hide, text);
}

/** Of all values, those that nobody may read: by their names, and those that are known to be secret. */
export function secretValues(values: Values, known: readonly string[]): readonly string[] {
    return Object.entries(values)
        .filter(([name]) => known.includes(name) || looksSecret(name))
        .map(([, value]) => textOf(value));
}

/** Hides the values in a text of JSON, and fields with names that look secret; before it is cut, or a part would stay. */
export function hideSecrets(json: string, secrets: readonly string[]): string {
    return mask(withoutSecretFields(json), secrets);
}

/** The last part of a body in one line, with what looks secret in it hidden. */
export function endOfBody(body: string, secrets: readonly string[]): string {
    const line = hideSecrets(body, secrets).replaceAll(/\s+/g, " ").trim();
    const characters = [...line];
    return characters.length <= shownCharacters ? line : `…${characters.slice(1 - shownCharacters).join("")}`;
}

/** A token that an answer holds may not have been captured yet, or under no telling name. */
function withoutSecretFields(body: string): string {
    return body.replaceAll(/"([^"\\]+)"(\s*:\s*)"(?:[^"\\]|\\.)*"/g, (field, name: string, colon: string) =>
        looksSecret(name) ? `"${name}"${colon}"***"` : field,
    );
}

function hide(text: string, secret: string): string {
    return text.replaceAll(secret, () => "***");
}

const label = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";
const hostname = new RegExp(`^${label}(?:\\.${label})*$`);

/**
 * Reads the name of a host as a browser sends it, without scheme and port, such as `app.example.com` or `localhost`.
 * @returns the name in lower case; `undefined` when the text is not a host name
 */
export function parseHostname(text: string): string | undefined {
    const name = text.toLowerCase();
    return name.length <= 253 && hostname.test(name) ? name : undefined;
}

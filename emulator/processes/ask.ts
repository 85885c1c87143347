import http from "node:http";
import https from "node:https";

/** What came back. */
export interface Came {
    readonly status: number;
    readonly body: string;
}

/**
 * Asks a server by GET, once; undefined where it does not answer.
 *
 * @param authority the only one that is trusted, in PEM; for addresses with `https`
 */
export function ask(url: string, authority?: string): Promise<Came | undefined> {
    const request = url.startsWith("https:") ? https.get(url, { ca: authority, agent: false }) : http.get(url);
    return new Promise((resolve) => {
        request.setTimeout(2_000, () => request.destroy());
        request.on("error", () => resolve(undefined));
        request.on("response", (response) => {
            let body = "";
            response.setEncoding("utf8").on("data", (part: string) => {
                body += part;
            });
            response.on("error", () => resolve(undefined));
            response.on("end", () => resolve({ status: response.statusCode ?? 0, body }));
        });
    });
}

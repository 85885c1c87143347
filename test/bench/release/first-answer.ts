import { get } from "node:http";

/** A watch from outside for a version to answer. */
export interface AnswerWatch {
    /** When it first answered, by `performance.now()`; undefined until then. */
    readonly first: () => number | undefined;
    readonly stop: () => void;
}

/** Asks every 20 ms, each time over a new connection, until the body of an answer is the one wanted. */
export function watchAnswer(url: string, wanted: string): AnswerWatch {
    let first: number | undefined;
    const timer = setInterval(() => {
        const asked = get(url, { agent: false, timeout: 5_000 }, (response) => {
            let body = "";
            response.setEncoding("utf8").on("data", (part: string) => {
                body += part;
            });
            // A connection that is cut is the load's to count.
            response.on("error", () => {});
            response.on("end", () => {
                if (body !== wanted) return;
                first ??= performance.now();
                clearInterval(timer);
            });
        });
        asked.on("timeout", () => asked.destroy());
        asked.on("error", () => {});
    }, 20);
    return { first: () => first, stop: () => clearInterval(timer) };
}

/** What came back for a request. */
export interface Answer {
    readonly status: number;
    /** By name in lower case; several of one name are joined by a comma. */
    readonly headers: Readonly<Record<string, string>>;
    /** The body, read as UTF-8. */
    readonly body: string;
}

/** The body as JSON; undefined where it is none. */
export function jsonOf({ body }: Pick<Answer, "body">): unknown {
    try {
        return JSON.parse(body) as unknown;
    } catch {
        return undefined;
    }
}

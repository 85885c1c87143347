import type { LoadAnswer } from "../../e2e/support/load";

/** What is known of one version's answers; times are in milliseconds, by the clock of whoever keeps the log. */
export interface Answers {
    /** When the first one came. */
    readonly firstAt: number;
    /** When the last one came. */
    readonly lastAt: number;
    /** When the first one with a status of 500 or more came; undefined while there is none. */
    readonly firstErrorAt: number | undefined;
    /** The lowest and the highest number of the requests that it answered. */
    readonly requests: readonly [number, number];
    readonly count: number;
}

/** Which version answered when, told by the bodies of the answers. */
export class AnswerLog {
    private readonly answers = new Map<string, Answers>();

    /** @param versions what each version answers; other bodies, such as a proxy's own page, are left out */
    constructor(private readonly versions: readonly string[]) {}

    /** Takes an answer in that came at this moment, in milliseconds. */
    take({ request, status, body }: LoadAnswer, at: number): void {
        if (!this.versions.includes(body)) return;
        const before = this.answers.get(body);
        const [lowest, highest] = before?.requests ?? [request, request];
        this.answers.set(body, {
            firstAt: before?.firstAt ?? at,
            lastAt: at,
            firstErrorAt: before?.firstErrorAt ?? (status >= 500 ? at : undefined),
            // Answers overtake each other.
            requests: [Math.min(lowest, request), Math.max(highest, request)],
            count: (before?.count ?? 0) + 1,
        });
    }

    /** What a version has answered; undefined while it has not. */
    of(version: string): Answers | undefined {
        return this.answers.get(version);
    }

    /** When any version but this one last answered; undefined while none has. */
    lastOfOthers(version: string): number | undefined {
        const times = this.versions.flatMap((one) => (one === version ? [] : (this.answers.get(one)?.lastAt ?? [])));
        return times.length === 0 ? undefined : Math.max(...times);
    }
}

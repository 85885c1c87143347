import { createColors } from "picocolors";
import { humanDuration } from "./duration";

/** Takes one line of progress, without a line break. */
export type Report = (line: string) => void;

/** How often a step that takes long says that it is still at work, in milliseconds. */
const heartbeat = 30_000;

/**
 * Progress lines on a terminal or a log. The word before the first colon is dimmed, on terminals only and not where
 * `NO_COLOR` is set.
 */
export function streamReport(stream: NodeJS.WriteStream): Report {
    const colours = createColors(stream.isTTY === true && !process.env.NO_COLOR);
    return (line) => {
        const [, subject, text] = /^([a-z][\w -]*:)(.*)$/s.exec(line) ?? [];
        stream.write(`${subject === undefined ? line : colours.cyan(subject) + text}\n`);
    };
}

/**
 * Does one step of work under progress lines: what and why at its start, that it is still at work every half minute,
 * and how long it took at its end. A failure passes through; whoever catches it has more to say.
 */
export async function step<T>(report: Report, subject: string, what: string, work: () => Promise<T>): Promise<T> {
    const started = Date.now();
    report(`${subject}: ${what} …`);
    const timer = setInterval(
        () => report(`${subject}: still at it after ${humanDuration(Date.now() - started)}`),
        heartbeat,
    );
    try {
        const result = await work();
        report(`${subject}: done in ${humanDuration(Date.now() - started)}`);
        return result;
    } finally {
        clearInterval(timer);
    }
}

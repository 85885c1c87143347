import { Transform } from "node:stream";

/** Tells how far something is that is sent, when it takes long. */
export class Progress {
    private sent = 0;
    private total = 0;
    private told: number;

    /**
     * @param seconds between two lines
     * @param now milliseconds, from any moment on
     */
    constructor(
        private readonly report: (line: string) => void,
        private readonly seconds: number,
        private readonly now: () => number,
    ) {
        this.told = now();
    }

    /** Something of so many bytes is sent from here on. */
    begin(bytes: number): void {
        this.sent = 0;
        this.total = bytes;
    }

    /** A stream that lets everything through, and counts it. */
    count(): Transform {
        return new Transform({
            transform: (chunk: Buffer, _, done) => {
                this.add(chunk.length);
                done(null, chunk);
            },
        });
    }

    /** Tells something beside how far it is. */
    say(line: string): void {
        this.report(line);
    }

    private add(bytes: number): void {
        this.sent += bytes;
        const now = this.now();
        if (now - this.told < this.seconds * 1000) return;
        this.told = now;
        // What packs the files takes a little more than they do.
        this.report(`${megabytes(Math.min(this.sent, this.total))} of ${megabytes(this.total)} MB sent`);
    }
}

function megabytes(bytes: number): number {
    return Math.round(bytes / 1_000_000);
}

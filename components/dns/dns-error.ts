/** What keeps a zone from being used; the user can mend it, and nothing has changed. */
export class DnsError extends Error {
    /** @param problems all there are, each with where it is, what was found and how to mend it */
    constructor(public readonly problems: readonly string[]) {
        super(problems.join("\n"));
        this.name = "DnsError";
    }
}

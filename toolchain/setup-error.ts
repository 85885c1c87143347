/** Something on this machine stands in the way of a set-up; the message says what to do. Shown without a stack trace. */
export class SetupError extends Error {
    public override readonly name = "SetupError";
}

/** What the commonest codes mean; the system's own messages name the caller's function instead. */
const plainWords: Readonly<Record<string, string>> = {
    ENOTFOUND: "name not found",
    EAI_AGAIN: "no name server answers",
    ECONNREFUSED: "connection refused",
    ECONNRESET: "connection reset",
    ENETUNREACH: "network unreachable",
    EHOSTUNREACH: "host unreachable",
};

/** One line for what a failed system call, request or command said. */
export function reasonOf(error: unknown): string {
    if (!(error instanceof Error)) return String(error);
    const cause = error.cause;
    if (cause instanceof Error) return reasonOf(cause);
    if (error instanceof AggregateError && error.errors.length > 0) return reasonOf(error.errors[0]);
    const code = (error as NodeJS.ErrnoException).code ?? error.name;
    return plainWords[code] ?? (error.message || code);
}

/**
 * Has Pulumi note no stack traces of its promises. It takes one of each, several a resource, in case the program ends before
 * the promise does, and each is mapped to the TypeScript there and then: a fifth of a program's time for what nobody reads.
 * Errors keep theirs. `PULUMI_DEBUG_PROMISE_LEAKS`, with which somebody wants to read them, leaves all as it is.
 */
export function skipPromiseTraces(environment: NodeJS.ProcessEnv = process.env): void {
    const map = Error.prepareStackTrace;
    // Where nothing maps them, they cost next to nothing.
    if (map === undefined || environment.PULUMI_DEBUG_PROMISE_LEAKS) return;
    Error.prepareStackTrace = (error, frames) =>
        frames[0]?.getFunctionName() === "debuggablePromise" ? String(error) : map(error, frames);
}

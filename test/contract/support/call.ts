import type { ServiceError } from "@grpc/grpc-js";

/** Turns a gRPC call with a callback into a promise; a failed call rejects with the plugin's own words. */
export function call<Response>(
    start: (done: (error: ServiceError | null, response: Response) => void) => unknown,
): Promise<Response> {
    return new Promise((resolve, reject) => {
        start((error, response) =>
            error === null ? resolve(response) : reject(new Error(error.details, { cause: error })),
        );
    });
}

/** The message with which a promise fails; throws when it does not fail. */
export async function failure(promise: Promise<unknown>): Promise<string> {
    const outcome = await promise.then(
        () => undefined,
        (error: unknown) => (error instanceof Error ? error.message : String(error)),
    );
    if (outcome === undefined) throw new Error("expected a failure, but the call succeeded");
    return outcome;
}

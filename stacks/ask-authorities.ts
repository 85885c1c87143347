import { caaOfDirectory } from "./config/acme-directory";
import { runError } from "./run-error";

/** Seconds. */
const limit = 10;

/**
 * The names by which an ACME directory's authority is found in CAA records: Let's Encrypt's are known, another one is
 * asked (RFC 8555, `caaIdentities`).
 *
 * @returns none where the authority names none
 * @throws pulumi.RunError where it does not answer, or is none
 */
export async function askAuthorities(directory: string): Promise<readonly string[]> {
    const known = caaOfDirectory(directory);
    if (known !== undefined) return [known];
    const refuse = (reason: string): never => {
        throw runError(
            `slipway:domain.acme.directory: ${directory} ${reason}: write production, staging or the https URL of an ACME directory that can be reached from here`,
        );
    };
    try {
        const response = await fetch(directory, { signal: AbortSignal.timeout(limit * 1000) });
        return identitiesIn(await response.json()) ?? refuse("is no ACME directory");
    } catch (error) {
        if (error instanceof Error && "cause" in error && error.cause instanceof Error) {
            return refuse(`does not answer (${error.cause.message})`);
        }
        if (error instanceof SyntaxError) return refuse("is no ACME directory");
        if (error instanceof DOMException) return refuse(`does not answer within ${limit} seconds`);
        throw error;
    }
}

/** Undefined when the answer is no directory's. */
function identitiesIn(answer: unknown): readonly string[] | undefined {
    if (typeof answer !== "object" || answer === null || !("newOrder" in answer)) return undefined;
    const { meta } = answer as { readonly meta?: { readonly caaIdentities?: unknown } };
    const names = meta?.caaIdentities;
    return Array.isArray(names) ? names.map(String) : [];
}

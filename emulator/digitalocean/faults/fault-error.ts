import { ApiError } from "../api-error";

const ids = {
    422: ["unprocessable_entity", "You specified an invalid value."],
    429: ["too_many_requests", "API Rate limit exceeded."],
    500: ["server_error", "Unexpected server-side error"],
    502: ["bad_gateway", "Bad gateway"],
    503: ["service_unavailable", "Service unavailable"],
    504: ["gateway_timeout", "Gateway timeout"],
} as const;

/** What a request is refused with. */
export interface Refusal {
    readonly status: keyof typeof ids;
    /** Words other than the usual ones. */
    readonly message?: string;
    /** Seconds. */
    readonly retryAfter?: number;
}

/** The API's own answer with that status. */
export function faultError({ status, message, retryAfter }: Refusal): ApiError {
    const [id, usual] = ids[status];
    return new ApiError(
        status,
        id,
        message ?? usual,
        retryAfter === undefined ? {} : { "retry-after": String(retryAfter) },
    );
}

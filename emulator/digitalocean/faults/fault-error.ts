import { ApiError } from "../api-error";

const ids = {
    429: ["too_many_requests", "API Rate limit exceeded."],
    500: ["server_error", "Unexpected server-side error"],
    502: ["bad_gateway", "Bad gateway"],
    503: ["service_unavailable", "Service unavailable"],
    504: ["gateway_timeout", "Gateway timeout"],
} as const;

/** The API's own answer with that status. */
export function faultError(status: keyof typeof ids, retryAfter?: number): ApiError {
    const [id, message] = ids[status];
    return new ApiError(status, id, message, retryAfter === undefined ? {} : { "retry-after": String(retryAfter) });
}

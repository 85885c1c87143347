/**
 * A refused request. The body that goes out is `{id, message, request_id}`, as the API reference's section "Responses"
 * has it. Messages that the reference does not give are those that public reports quote.
 */
export class ApiError extends Error {
    constructor(
        readonly status: 400 | 401 | 403 | 404 | 409 | 412 | 422 | 429 | 500 | 502 | 503 | 504,
        readonly id: string,
        message: string,
        readonly headers: Readonly<Record<string, string>> = {},
    ) {
        super(message);
    }
}

/** 400: the body is no JSON object. */
export const badRequest = (): ApiError => new ApiError(400, "bad_request", "error parsing request body");

/** 401: no token, or one that is not known (any more). */
export const unauthorized = (): ApiError => new ApiError(401, "Unauthorized", "Unable to authenticate you");

/** 403: the token lacks the scope, or the thing may not be touched. */
export const forbidden = (message = "You are not authorized to perform this operation"): ApiError =>
    new ApiError(403, "forbidden", message);

/** 404: there is no such thing in this account. */
export const notFound = (): ApiError =>
    new ApiError(404, "not_found", "The resource you requested could not be found.");

/** 409: what is asked for stands against what is there. */
export const conflict = (message: string): ApiError => new ApiError(409, "conflict", message);

/** 412: something has to be done first. */
export const preconditionFailed = (message: string): ApiError => new ApiError(412, "precondition_failed", message);

/** 422: understood, but not valid. */
export const unprocessable = (message: string): ApiError => new ApiError(422, "unprocessable_entity", message);

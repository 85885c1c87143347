import { type Answer, type ApiMessage, failure } from "./answer";

/** A request that the API refuses; thrown by what decides, and turned into the answer in one place. */
export class Refusal extends Error {
    public readonly answer: Answer;

    constructor(status: number, error: ApiMessage) {
        super(error.message);
        this.answer = failure(status, error);
    }
}

/** A refusal with one code and one sentence. */
export function refusal(status: number, code: number, message: string): Refusal {
    return new Refusal(status, { code, message });
}

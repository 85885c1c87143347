import { expect } from "chai";
import type { Account } from "./account";

/** Method and path with a body, and the status and message that it is refused with. */
export type Refusal = readonly [request: string, body: unknown, status: number, message: string | RegExp];

const ids: Readonly<Record<number, string>> = {
    400: "bad_request",
    403: "forbidden",
    404: "not_found",
    409: "conflict",
    412: "precondition_failed",
    422: "unprocessable_entity",
};

/** Sends each, and compares its whole answer; the account is the same afterwards. */
export async function expectRefusals(account: Account, refusals: readonly Refusal[]): Promise<void> {
    const before = account.emulator.state();
    for (const [request, body, status, message] of refusals) {
        const [method = "", path = ""] = request.split(" ");
        const reply = await account.call(method, path, body);
        const what = `${request} ${JSON.stringify(body)} got ${JSON.stringify(reply.body)}`;
        expect(reply.status, what).to.equal(status);
        expect(reply.body, what).to.have.all.keys("id", "message", "request_id");
        expect(reply.body.id, what).to.equal(ids[status]);
        expect(reply.body.request_id, what).to.equal(reply.headers.get("x-request-id"));
        if (typeof message === "string") expect(reply.body.message, what).to.equal(message);
        else expect(reply.body.message, what).to.match(message);
    }
    expect(account.emulator.state()).to.deep.equal(before);
}

/** What the API says of what is not there. */
export const gone = "The resource you requested could not be found.";

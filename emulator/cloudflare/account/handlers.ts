import { success } from "../api/answer";
import type { Call, Outcome } from "../api/call";
import { pageOf } from "../api/page";
import { refusal } from "../api/refusal";
import { statusOf } from "../api/token";
import type { Account, CloudflareState } from "../state";
import { checkId } from "../zones/find";

/** "Verify Token": `GET /user/tokens/verify`; the only endpoint that still answers to an expired or disabled token. */
export function verifyToken(state: CloudflareState, { token, now }: Call): Outcome {
    const status = statusOf(token, now);
    const result = {
        id: token.id,
        status,
        ...(token.notBefore === undefined ? {} : { not_before: token.notBefore }),
        ...(token.expiresOn === undefined ? {} : { expires_on: token.expiresOn }),
    };
    const valid = { code: 10_000, message: "This API Token is valid and active" };
    return { state, answer: success(result, status === "active" ? [valid] : []) };
}

/** "List Accounts": `GET /accounts`, by `name`. */
export function listAccounts(state: CloudflareState, { query }: Call): Outcome {
    const name = query.get("name");
    const wanted = state.accounts.filter((account) => name === null || account.name === name);
    return { state, answer: pageOf(wanted.map(show), query, { usual: 20, most: 50 }) };
}

/** "Account Details": `GET /accounts/{account_id}`. */
export function getAccount(state: CloudflareState, call: Call): Outcome {
    const id = call.params.account ?? "";
    checkId(id, call);
    const account = state.accounts.find((one) => one.id === id);
    if (!account) throw refusal(403, 9109, "Unauthorized to access requested resource");
    return { state, answer: success(show(account)) };
}

function show({ id, name, createdOn }: Account): object {
    return {
        id,
        name,
        type: "standard",
        settings: { abuse_contact_email: null, enforce_twofactor: false },
        managed_by: null,
        created_on: createdOn,
    };
}

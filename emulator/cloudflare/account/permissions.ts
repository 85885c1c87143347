import type { Permission } from "../api/token";
import type { CloudflareState } from "../state";

/** The state in which all tokens may do these things and no other, as somebody arranges it in the dashboard. */
export function withPermissions(state: CloudflareState, permissions: readonly Permission[]): CloudflareState {
    return { ...state, tokens: state.tokens.map((token) => ({ ...token, permissions })) };
}

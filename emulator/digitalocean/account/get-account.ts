import type { Handler } from "../call";
import { uuid } from "../ids";

/** `GET /v2/account`: API reference, section "Account". */
export const getAccount: Handler = (state) => {
    const { account } = state;
    return {
        state,
        answer: {
            status: 200,
            body: {
                account: {
                    droplet_limit: account.dropletLimit,
                    floating_ip_limit: account.reservedIpLimit,
                    reserved_ip_limit: account.reservedIpLimit,
                    volume_limit: account.volumeLimit,
                    email: account.email,
                    name: "Rehearsal",
                    uuid: account.uuid,
                    email_verified: true,
                    status: "active",
                    status_message: "",
                    team: { uuid: uuid(`${state.seed}/team`), name: account.team },
                },
            },
        },
    };
};

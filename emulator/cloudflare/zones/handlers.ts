import { success } from "../api/answer";
import type { Call, Outcome } from "../api/call";
import { pageOf } from "../api/page";
import { refusal } from "../api/refusal";
import { mayTouch, mayUse } from "../api/token";
import type { CloudflareState } from "../state";
import { activated } from "./activate";
import { zoneOf } from "./find";
import { showZone } from "./show";
import type { Zone } from "./zone";

/** "List Zones": `GET /zones`, by `name`, `status` and `account.id`. */
export function listZones(state: CloudflareState, call: Call): Outcome {
    if (!mayUse(call.token, "Zone Read")) throw mayNotList(call);
    const wanted = state.zones.filter(
        (zone) => mayTouch(call.token, zone.name) && matches(zone, call.query) && equals(zone, call.query),
    );
    const sorted = wanted.toSorted((one, other) => (one.name < other.name ? -1 : 1));
    return {
        state,
        answer: pageOf(
            sorted.map((zone) => showZone(state, zone)),
            call.query,
            { usual: 20, most: 50 },
        ),
    };
}

/** "Zone Details": `GET /zones/{zone_id}`. */
export function getZone(state: CloudflareState, call: Call): Outcome {
    return { state, answer: success(showZone(state, zoneOf(state, call))) };
}

/** "Rerun the Activation Check": `PUT /zones/{zone_id}/activation_check`: a delegated zone becomes active by it. */
export function checkActivation(state: CloudflareState, call: Call): Outcome {
    const zone = zoneOf(state, call);
    return { state: activated(state, zone, call.now), answer: success({ id: zone.id }) };
}

function equals(zone: Zone, query: URLSearchParams): boolean {
    const status = query.get("status");
    const account = query.get("account.id");
    return (status === null || status === zone.status) && (account === null || account === zone.accountId);
}

/** A name may come with an operator, as in `contains:example`. */
function matches({ name }: Zone, query: URLSearchParams): boolean {
    const [, operator = "equal", value = ""] =
        /^(?:([a-z_]+):)?(.*)$/.exec(query.get("name")?.toLowerCase() ?? "") ?? [];
    if (value === "") return true;
    const known = operators[operator.replace("_case_sensitive", "")];
    if (!known) throw refusal(400, 1002, "The 'name' must be a valid domain");
    return known(name, value);
}

const operators: Readonly<Record<string, (name: string, value: string) => boolean>> = {
    equal: (name, value) => name === value,
    not_equal: (name, value) => name !== value,
    starts_with: (name, value) => name.startsWith(value),
    ends_with: (name, value) => name.endsWith(value),
    contains: (name, value) => name.includes(value),
};

function mayNotList({ token }: Call): Error {
    const actor = `Actor 'com.cloudflare.api.token.${token.id}'`;
    return refusal(403, 0, `${actor} requires permission 'com.cloudflare.api.account.zone.list' to list zones`);
}

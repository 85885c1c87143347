import type { IncomingMessage } from "node:http";
import type { Certificate } from "../cloudflare/certificates/certificate";
import type { EdgeView, EdgeZone } from "../cloudflare/edge/view";
import { type Agents, type Answered, askOrigin, type Limits, type Target } from "./ask-origin";
import { type Failure, isBeforeRequest, noOriginAddress, prohibitedAddress } from "./failure";
import type { Site } from "./find-origins";
import { headersForOrigin, type Visit } from "./headers";
import { type Lookup, originAddresses } from "./origin-addresses";
import { plainAddress } from "./plain-address";

/** What the edge has to serve visitors with. */
export interface EdgeSide {
    readonly view: () => EdgeView;
    readonly addresses: readonly string[];
    readonly originPorts: { readonly http: number; readonly https: number };
    readonly lookup: Lookup;
    /** Public authorities, in PEM: what full (strict) trusts beside the Origin CA. */
    readonly publicRoots: () => readonly string[];
    readonly agents: Agents;
    readonly limits: Limits;
}

/** An answer of an origin. */
export type Passed = Exclude<Answered, { readonly kind: "failure" }>;

/** Asks one origin of the name, any; where no connection with it comes about, the others ("Zero-Downtime Failover"). */
export async function askOrigins(
    edge: EdgeSide,
    visitor: IncomingMessage,
    visit: Visit,
    { zone, origins }: Site,
    scheme: "http" | "https",
    leave: AbortSignal,
): Promise<Passed | Failure> {
    const view = edge.view();
    const addresses = await originAddresses(view, origins, edge.lookup);
    const start = Math.floor(Math.random() * addresses.length);
    const inTurn = [...addresses.slice(start), ...addresses.slice(0, start)];
    const headers = headersForOrigin(visitor, visit);
    const serverName = (visitor.headers.host ?? "").replace(/:\d+$/, "").toLowerCase();
    const client = clientFor(view, zone, serverName);
    let failure = noOriginAddress(origins.map(({ content }) => content).join(", "));
    while (inTurn.length > 0 && !leave.aborted) {
        const [address = ""] = inTurn;
        if (edge.addresses.includes(address)) return prohibitedAddress;
        const strict = scheme === "https" && zone.ssl === "strict";
        const target: Target = {
            scheme,
            address,
            port: edge.originPorts[scheme],
            serverName,
            localAddress: plainAddress(visitor.socket.localAddress),
            ...(strict ? { trusted: [...view.originRoots, ...edge.publicRoots()] } : {}),
            ...(client === undefined ? {} : { client }),
        };
        const answered = await askOrigin(visitor, headers, target, { ...edge, leave });
        if (answered.kind !== "failure") return answered;
        if (answered.unused) continue;
        failure = answered.failure;
        if (!isBeforeRequest(failure)) return failure;
        inTurn.shift();
    }
    return failure;
}

/** What is shown to the origins of a host name: what the name has goes before what the zone has. */
function clientFor(view: EdgeView, zone: EdgeZone, host: string): Certificate | undefined {
    const own = zone.hostClients?.[host];
    if (own !== undefined) return own === "none" ? undefined : own;
    return zone.originPulls ? (zone.client ?? view.client) : undefined;
}

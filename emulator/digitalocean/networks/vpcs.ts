import { z } from "zod";
import { conflict, forbidden, notFound, unprocessable } from "../api-error";
import type { Call, Handler } from "../call";
import { findRegion } from "../catalog/regions";
import { changed } from "../changed";
import { drawUuid } from "../ids";
import { optional, read } from "../input";
import { instant } from "../instant";
import { page } from "../pages";
import type { State } from "../state";
import { networkOf, overlap, parseNetwork } from "./addresses";
import { freeRange } from "./private-address";
import type { Vpc } from "./vpc";

const name = z.string().regex(/^[a-zA-Z0-9\-.]+$/, "may only contain alphanumeric characters, dashes, and periods");
const description = z.string().max(255);
const creation = z.object({
    name,
    region: z.string(),
    description: optional(description),
    ip_range: optional(z.string()),
});
const update = z.object({ name, description: optional(description), default: optional(z.boolean()) });
const patch = update.partial({ name: true });

const privateRanges = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"].map(networkOf);

/** `POST /v2/vpcs`: API reference, section "VPCs". */
export const createVpc: Handler = (state, call) => {
    const asked = read(creation, call.body);
    if (findRegion(asked.region)?.available !== true) throw unprocessable("region is invalid");
    refuseName(state, asked.name);
    const ipRange = asked.ip_range || freeRange(state);
    refuseRange(state, ipRange);
    const drawn = drawUuid(state);
    const vpc: Vpc = {
        id: drawn.id,
        name: asked.name,
        description: asked.description ?? "",
        region: asked.region,
        ipRange,
        isDefault: !state.vpcs.some((one) => one.region === asked.region),
        createdAt: call.now,
    };
    return {
        state: { ...drawn.state, vpcs: [...state.vpcs, vpc] },
        answer: { status: 201, body: { vpc: render(vpc) } },
    };
};

/** `GET /v2/vpcs`. */
export const listVpcs: Handler = (state, call) => ({ state, answer: page(call, "vpcs", state.vpcs.map(render)) });

/** `GET /v2/vpcs/:id`. */
export const getVpc: Handler = (state, call) => ({
    state,
    answer: { status: 200, body: { vpc: render(found(state, call)) } },
});

/** `PUT /v2/vpcs/:id`: name, description, and making it the region's default. */
export const updateVpc: Handler = (state, call) => saved(state, call, read(update, call.body));

/** `PATCH /v2/vpcs/:id`: what is not named stays. */
export const patchVpc: Handler = (state, call) => saved(state, call, read(patch, call.body));

/** `DELETE /v2/vpcs/:id`; a region's default cannot go, nor one with members. */
export const deleteVpc: Handler = (state, call) => {
    const gone = found(state, call);
    if (gone.isDefault) throw forbidden("Can not delete default VPCs");
    if (members(state, gone).length > 0) throw conflict("Can not delete VPC with members");
    return { state: { ...state, vpcs: state.vpcs.filter((vpc) => vpc !== gone) }, answer: { status: 204 } };
};

/** `GET /v2/vpcs/:id/members`. */
export const listVpcMembers: Handler = (state, call) => {
    const type = call.query.resource_type;
    const all = members(state, found(state, call)).filter(
        ({ urn }) => type === undefined || urn.split(":")[1] === type,
    );
    return { state, answer: page(call, "members", all) };
};

function saved(state: State, call: Call, asked: z.infer<typeof patch>): ReturnType<Handler> {
    const before = found(state, call);
    if (asked.name !== undefined && asked.name !== before.name) refuseName(state, asked.name);
    if (asked.default === false && before.isDefault) throw unprocessable("default can not be unset");
    const vpc: Vpc = {
        ...before,
        name: asked.name ?? before.name,
        description: asked.description ?? before.description,
        isDefault: asked.default ?? before.isDefault,
    };
    const others = state.vpcs.map((one) =>
        vpc.isDefault && one.region === vpc.region ? { ...one, isDefault: false } : one,
    );
    return {
        state: { ...state, vpcs: changed(others, "id", vpc.id, () => vpc) },
        answer: { status: 200, body: { vpc: render(vpc) } },
    };
}

function refuseName(state: State, wanted: string): void {
    if (state.vpcs.some((vpc) => vpc.name === wanted)) throw unprocessable("VPC name already exists");
}

function refuseRange(state: State, ipRange: string): void {
    const network = parseNetwork(ipRange);
    if (
        network === undefined ||
        !privateRanges.some((range) => overlap(range, network) && network.prefix >= range.prefix)
    ) {
        throw unprocessable("ip_range must be a private network in CIDR notation");
    }
    if (network.prefix < 16 || network.prefix > 28) throw unprocessable("ip_range must be between /16 and /28");
    if (state.vpcs.some((vpc) => overlap(networkOf(vpc.ipRange), network))) {
        throw unprocessable("This range/size overlaps with another VPC network in your account.");
    }
}

function found(state: State, call: Call): Vpc {
    const vpc = state.vpcs.find(({ id }) => id === call.params.id);
    if (vpc === undefined) throw notFound();
    return vpc;
}

function members(state: State, vpc: Vpc): readonly { urn: string; name: string; created_at: string }[] {
    const inside = <T extends { readonly vpc: string; readonly id: string | number; name: string; createdAt: number }>(
        type: string,
        items: readonly T[],
    ): { urn: string; name: string; created_at: string }[] =>
        items
            .filter((item) => item.vpc === vpc.id)
            .map((item) => ({ urn: `do:${type}:${item.id}`, name: item.name, created_at: instant(item.createdAt) }));
    return [...inside("droplet", state.droplets), ...inside("loadbalancer", state.loadBalancers)];
}

function render(vpc: Vpc): object {
    return {
        id: vpc.id,
        urn: `do:vpc:${vpc.id}`,
        name: vpc.name,
        description: vpc.description,
        region: vpc.region,
        ip_range: vpc.ipRange,
        default: vpc.isDefault,
        created_at: instant(vpc.createdAt),
    };
}

import { forbidden, unprocessable } from "../api-error";
import type { Call, Handler } from "../call";
import { findRegion } from "../catalog/regions";
import { drawUuid } from "../ids";
import { read } from "../input";
import { freePrivateAddress, placeInVpc } from "../networks/private-address";
import { drawPublicAddress } from "../networks/public-address";
import { page } from "../pages";
import { belong, leave } from "../projects/belongings";
import type { State } from "../state";
import { distinct, withTags } from "../tags/tagging";
import { findLoadBalancer, withLoadBalancer } from "./find";
import type { LoadBalancer } from "./load-balancer";
import { renderLoadBalancer } from "./render";
import {
    balancedDroplets,
    forwardingRules,
    readLoadBalancerRequest,
    refuseDroplets,
    refuseForwarding,
} from "./request";

/** `POST /v2/load_balancers`: API reference, section "Load Balancers". */
export const createLoadBalancer: Handler = (state, call) => {
    const asked = readLoadBalancerRequest(state, call.body);
    if (findRegion(asked.region)?.available !== true) throw unprocessable("region is invalid");
    const { vpc, state: placed } = placeInVpc(state, asked.region, asked.vpc, call.now);
    const external = asked.settings.network === "EXTERNAL";
    const open = external ? drawPublicAddress(placed) : { address: null, state: placed };
    const drawn = drawUuid(withTags(open.state, asked.tag === "" ? [] : [asked.tag]));
    const balancer: LoadBalancer = {
        id: drawn.id,
        name: asked.name,
        region: asked.region,
        vpc: vpc.id,
        address: open.address,
        privateAddress: freePrivateAddress(placed, vpc),
        status: "new",
        due: call.now + call.durations.loadBalancer,
        createdAt: call.now,
        dropletIds: distinct(asked.dropletIds),
        tag: asked.tag,
        settings: asked.settings,
    };
    const grown = { ...drawn.state, loadBalancers: [...state.loadBalancers, balancer] };
    const next = belong(grown, `do:loadbalancer:${balancer.id}`, asked.project, call.now);
    return { state: next, answer: { status: 202, body: { load_balancer: renderLoadBalancer(next, balancer) } } };
};

/** `GET /v2/load_balancers`, all, or by `names` or `uuids`. */
export const listLoadBalancers: Handler = (state, call) => {
    const names = call.query.names?.split(",");
    const ids = call.query.uuids?.split(",");
    const listed = state.loadBalancers.filter(
        (balancer) => (names?.includes(balancer.name) ?? true) && (ids?.includes(balancer.id) ?? true),
    );
    return {
        state,
        answer: page(
            call,
            "load_balancers",
            listed.map((balancer) => renderLoadBalancer(state, balancer)),
        ),
    };
};

/** `GET /v2/load_balancers/:id`. */
export const getLoadBalancer: Handler = (state, call) => ({
    state,
    answer: { status: 200, body: { load_balancer: renderLoadBalancer(state, findLoadBalancer(state, call)) } },
});

/** `PUT /v2/load_balancers/:id`: the whole of it; what is not named has its default again. */
export const updateLoadBalancer: Handler = (state, call) => {
    const before = findLoadBalancer(state, call);
    if (before.status === "new") throw forbidden("Load Balancer can't be updated while it processes previous actions");
    const json = typeof call.body === "object" ? { region: before.region, ...call.body } : call.body;
    const asked = readLoadBalancerRequest(state, json);
    if (asked.region !== before.region) throw unprocessable("region can not be changed");
    if (asked.settings.network !== before.settings.network) throw unprocessable("network can not be changed");
    const balancer: LoadBalancer = {
        ...before,
        name: asked.name,
        dropletIds: distinct(asked.dropletIds),
        tag: asked.tag,
        settings: asked.settings,
    };
    const next = withLoadBalancer(withTags(state, asked.tag === "" ? [] : [asked.tag]), balancer);
    return { state: next, answer: { status: 200, body: { load_balancer: renderLoadBalancer(next, balancer) } } };
};

/** `DELETE /v2/load_balancers/:id`. */
export const deleteLoadBalancer: Handler = (state, call) => {
    const gone = findLoadBalancer(state, call);
    const left = { ...state, loadBalancers: state.loadBalancers.filter((one) => one !== gone) };
    return { state: leave(left, `do:loadbalancer:${gone.id}`), answer: { status: 204 } };
};

/** `POST /v2/load_balancers/:id/droplets`: not where a tag says which. */
export const addBalancedDroplets: Handler = (state, call) =>
    withDroplets(state, call, (ids, more) => distinct([...ids, ...more]));

/** `DELETE /v2/load_balancers/:id/droplets`. */
export const removeBalancedDroplets: Handler = (state, call) =>
    withDroplets(state, call, (ids, less) => ids.filter((id) => !less.includes(id)));

/** `POST /v2/load_balancers/:id/forwarding_rules`. */
export const addForwardingRules: Handler = (state, call) => {
    const { forwarding_rules: more } = read(forwardingRules, call.body);
    return withRules(state, call, (rules) => [...rules, ...more]);
};

/** `DELETE /v2/load_balancers/:id/forwarding_rules`; the last cannot go. */
export const removeForwardingRules: Handler = (state, call) => {
    const { forwarding_rules: less } = read(forwardingRules, call.body);
    const texts = less.map((rule) => JSON.stringify(rule));
    return withRules(state, call, (rules) => rules.filter((rule) => !texts.includes(JSON.stringify(rule))));
};

type Rules = LoadBalancer["settings"]["forwarding_rules"];

function withRules(state: State, call: Call, change: (rules: Rules) => Rules): ReturnType<Handler> {
    const balancer = findLoadBalancer(state, call);
    const rules = change(balancer.settings.forwarding_rules);
    if (rules.length === 0) throw unprocessable("at least one forwarding rule is required");
    refuseForwarding(rules);
    const settings = { ...balancer.settings, forwarding_rules: rules };
    return { state: withLoadBalancer(state, { ...balancer, settings }), answer: { status: 204 } };
}

function withDroplets(
    state: State,
    call: Call,
    change: (ids: readonly number[], named: readonly number[]) => readonly number[],
): ReturnType<Handler> {
    const balancer = findLoadBalancer(state, call);
    const { droplet_ids: named } = read(balancedDroplets, call.body);
    if (balancer.tag !== "") throw unprocessable("the load balancer's droplets are those with its tag");
    refuseDroplets(state, named, balancer.region);
    const dropletIds = change(balancer.dropletIds, named);
    return { state: withLoadBalancer(state, { ...balancer, dropletIds }), answer: { status: 204 } };
}

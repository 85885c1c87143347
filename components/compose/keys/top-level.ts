import { type KeyRule, rules } from "./rule";

const fileRows = [
    ["file", "supported", "content of a file beside the compose file"],
    ["environment", "supported", "value of a variable; of slipway:secrets for a secret"],
    ["content", "supported", "the text itself, which may mention secrets"],
    ["name", "refused", "Slipway names secrets and configs itself: a changed content needs a new name"],
    ["external", "refused", "secrets and configs made elsewhere cannot be used yet"],
    ["labels", "refused", "labels of secrets and configs cannot be set yet"],
    ["driver", "refused", "secret drivers cannot be used yet"],
    ["driver_opts", "refused", "secret drivers cannot be used yet"],
    ["template_driver", "refused", "templates in secrets and configs cannot be used yet"],
] as const;

/** Everything but the services. */
export const topLevelKeys: readonly KeyRule[] = [
    ...rules("", [
        ["version", "warned", "is obsolete and has no effect"],
        ["name", "warned", "has no effect: names on the engine start with the project and stack of Slipway"],
        ["services", "supported", "one Swarm service each"],
        ["networks", "supported", "those that a service uses are made"],
        ["volumes", "supported", "those that a service mounts are made, and never deleted by a deploy"],
        ["secrets", "supported", "Swarm secrets"],
        ["configs", "supported", "Swarm configs; Swarm secrets where the content mentions a secret"],
    ]),
    { path: "x-slipway", class: "supported", note: "reserved for Slipway's own settings", empty: true },
    ...rules("networks.*", [
        ["driver", "mapped", "overlay or bridge: an overlay network either way"],
        ["internal", "supported", "no way out of the network"],
        ["labels", "supported", "labels of the network"],
        ["labels.*", "supported", "a label"],
        ["name", "refused", "Slipway names networks itself, so that stacks never meet"],
        ["external", "refused", "networks of others cannot be joined yet"],
        ["attachable", "refused", "only services of the stack can join its networks"],
        ["driver_opts", "refused", "options of a network driver cannot be set yet"],
        ["ipam", "refused", "the engine chooses the addresses"],
        ["enable_ipv4", "refused", "an overlay network always has IPv4"],
        ["enable_ipv6", "refused", "an overlay network has no IPv6"],
    ]).map(withHarmless),
    ...rules("volumes.*", [
        ["name", "supported", "the volume's name on the engine, instead of Slipway's own"],
        ["external", "supported", "the volume must exist already"],
        ["driver", "supported", "the volume driver"],
        ["driver_opts", "supported", "options of the volume driver"],
        ["driver_opts.*", "supported", "an option"],
        ["labels", "supported", "labels of the volume"],
        ["labels.*", "supported", "a label"],
        ["x-slipway", "supported", "what compose has no key for"],
        ["x-slipway.shared", "supported", "several tasks of a service may use it at once"],
    ]),
    ...["secrets.*", "configs.*"].flatMap((path) => rules(path, fileRows).map(withHarmless)),
];

/** What is off by default may be said to be off. */
function withHarmless(rule: KeyRule): KeyRule {
    if (rule.path.endsWith("enable_ipv4")) {
        return { ...rule, harmless: [true] };
    }
    return /(external|attachable|enable_ipv6)$/.test(rule.path) ? { ...rule, harmless: [false] } : rule;
}

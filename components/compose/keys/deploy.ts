import { type KeyRule, rules } from "./rule";

/** What `deploy` of a service can say. */
export const deployKeys: readonly KeyRule[] = [
    ...rules("services.*.deploy", [
        ["", "supported", "how the service runs"],
        ["mode", "supported", "replicated only"],
        ["replicas", "supported", "how many tasks run"],
        ["endpoint_mode", "mapped", "always dnsrr: no virtual IP is needed, and no idle connection is cut"],
        ["labels", "supported", "labels of the Swarm service"],
        ["labels.*", "supported", "a label"],
        ["rollback_config", "warned", "has no effect: Slipway rolls back in the order of the update"],
        ["placement.constraints", "supported", "nodes that the service may run on"],
    ]),
    { path: "services.*.deploy.placement.preferences", class: "refused", note: "tasks are spread evenly" },
    {
        path: "services.*.deploy.placement.max_replicas_per_node",
        class: "refused",
        note: "the number of tasks on a node cannot be bounded yet",
    },
    ...rules("services.*.deploy.resources", [
        ["limits.cpus", "supported", "cores at most"],
        ["limits.memory", "supported", "memory at most"],
        ["limits.pids", "supported", "processes at most"],
        ["reservations.cpus", "supported", "cores that a node must have free"],
        ["reservations.memory", "supported", "memory that a node must have free"],
        ["reservations.devices", "refused", "devices cannot be reserved on Swarm"],
        ["reservations.generic_resources", "refused", "generic resources cannot be reserved yet"],
    ]),
    ...rules("services.*.deploy.restart_policy", [
        ["", "supported", "when a task that ended is started again; never for a service that runs once"],
        ["condition", "supported", "none, on-failure or any"],
        ["delay", "supported", "time between two attempts"],
        ["max_attempts", "supported", "attempts until it is given up"],
        ["window", "supported", "time after which a start counts as a success"],
    ]),
    ...rules("services.*.deploy.update_config", [
        ["", "supported", "how tasks are replaced"],
        ["parallelism", "supported", "tasks at a time; 0 for all at once"],
        ["delay", "supported", "time between two of them"],
        ["monitor", "supported", "how long a new task is watched; 2s when left out"],
        ["order", "supported", "start-first, unless a single task owns a volume or a port of the node"],
        ["failure_action", "mapped", "rollback only"],
    ]),
    {
        path: "services.*.deploy.update_config.max_failure_ratio",
        class: "refused",
        note: "a single failed task rolls the update back",
        harmless: [0],
    },
];

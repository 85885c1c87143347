import { testAttribute } from "./support/attribute";

const deploy = {
    replicas: 1,
    limits: {},
    reservations: {},
    restart: { condition: "any" },
    labels: {},
    placement: [],
    updateConfig: {},
};

testAttribute("deploy", {
    around: { plain: { N: "3" } },
    of: (service) => service.deploy,
    good: [
        ["init: true", deploy],
        ["deploy: { mode: replicated, replicas: $N, endpoint_mode: vip }", { ...deploy, replicas: 3 }],
        ["scale: 2", { ...deploy, replicas: 2 }],
        ["deploy: { replicas: 0, labels: [a=b, c] }", { ...deploy, replicas: 0, labels: { a: "b", c: "" } }],
        [
            "deploy: { placement: { constraints: [node.role == manager] } }",
            { ...deploy, placement: ["node.role == manager"] },
        ],
        [
            "deploy: { update_config: { parallelism: 0, delay: 10s, monitor: 5s, order: stop-first, failure_action: rollback } }",
            { ...deploy, updateConfig: { parallelism: 0, delay: "10s", monitor: "5s", order: "stop-first" } },
        ],
        ["deploy: { rollback_config: { order: start-first } }", deploy],
    ],
    bad: [
        [
            "deploy: { mode: global }",
            '4:15 services.app.deploy.mode: is "global"; write replicated; a service that others wait for to complete runs once by itself',
        ],
        ["deploy: { replicas: -1 }", "4:15 services.app.deploy.replicas: is -1; write a whole number from 0 to 1000"],
        ["deploy: { replicas: 1.5 }", "4:15 services.app.deploy.replicas: is 1.5; write a whole number from 0 to 1000"],
        ["deploy: { replica: 1 }", "4:15 services.app.deploy.replica: is not supported yet; did you mean replicas?"],
        [
            "scale: 2\ndeploy: { replicas: 3 }",
            "4:5 services.app.scale: says something else than deploy.replicas; delete one of the two",
        ],
        [
            "deploy: { update_config: { order: x } }",
            '4:32 services.app.deploy.update_config.order: is "x"; write start-first or stop-first',
        ],
        [
            "deploy: { update_config: { failure_action: pause } }",
            '4:32 services.app.deploy.update_config.failure_action: is "pause"; write rollback, which is what Slipway always does',
        ],
        [
            "deploy: { placement: { preferences: [] } }",
            "4:28 services.app.deploy.placement.preferences: is not supported: tasks are spread evenly; delete it",
        ],
    ],
});

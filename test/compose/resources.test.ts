import { testAttribute } from "./support/attribute";

testAttribute("resources", {
    of: ({ deploy: { limits, reservations } }) => ({ limits, reservations }),
    good: [
        [
            'deploy: { resources: { limits: { cpus: "0.50", memory: 512M, pids: 100 }, reservations: { cpus: 1, memory: 1.5g } } }',
            { limits: { cpus: "0.5", memory: 536870912, pids: 100 }, reservations: { cpus: "1", memory: 1610612736 } },
        ],
        [
            "mem_limit: 512m\nmem_reservation: 64mb\ncpus: 1.5\npids_limit: 50",
            { limits: { cpus: "1.5", memory: 536870912, pids: 50 }, reservations: { memory: 67108864 } },
        ],
        [
            "mem_limit: 1024k\ndeploy: { resources: { limits: { memory: 1m } } }",
            { limits: { memory: 1048576 }, reservations: {} },
        ],
        ["mem_limit: 1048576\npids_limit: -1", { limits: { memory: 1048576 }, reservations: {} }],
    ],
    bad: [
        ["mem_limit: lots", '4:5 services.app.mem_limit: is "lots"; write a size such as 512m or 1g'],
        ["cpus: 0", "4:5 services.app.cpus: is 0; write a number of cores such as 0.5"],
        [
            "mem_limit: 1g\ndeploy: { resources: { limits: { memory: 2g } } }",
            "4:5 services.app.mem_limit: says something else than deploy.resources; delete one of the two",
        ],
        [
            "deploy: { resources: { reservations: { devices: [] } } }",
            "4:44 services.app.deploy.resources.reservations.devices: is not supported: devices cannot be reserved on Swarm; delete it",
        ],
        [
            "cpu_shares: 512",
            "4:5 services.app.cpu_shares: is not supported: Docker Swarm does not offer it; set cpus instead",
        ],
    ],
});

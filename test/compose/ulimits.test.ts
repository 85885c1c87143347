import { testAttribute } from "./support/attribute";

testAttribute("ulimits", {
    of: (service) => service.ulimits,
    good: [
        [
            "ulimits: { nofile: 1024, nproc: { soft: 10, hard: 20 } }",
            { nofile: { soft: 1024, hard: 1024 }, nproc: { soft: 10, hard: 20 } },
        ],
        ["ulimits: { memlock: -1 }", { memlock: { soft: -1, hard: -1 } }],
    ],
    bad: [
        [
            "ulimits: { nofile: many }",
            '4:16 services.app.ulimits.nofile: is "many"; write a whole number of -1 or more',
        ],
        ["ulimits: { nofile: { soft: 1 } }", "4:16 services.app.ulimits.nofile: has no hard; add hard"],
        ["ulimits: { NO: 1 }", "4:16 services.app.ulimits.NO: NO is not the name of a limit; write one such as nofile"],
        ["ulimits: 5", "4:5 services.app.ulimits: is 5; write a map of keys"],
    ],
});

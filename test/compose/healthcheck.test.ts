import { testAttribute } from "./support/attribute";

testAttribute("healthcheck", {
    of: (service) => service.healthcheck,
    good: [
        ["healthcheck: { test: curl -f http://localhost }", { test: ["CMD-SHELL", "curl -f http://localhost"] }],
        ["healthcheck: { test: [CMD, a, b] }", { test: ["CMD", "a", "b"] }],
        ["healthcheck: { test: [NONE] }", { test: ["NONE"] }],
        ["healthcheck: { disable: true, test: a }", { test: ["NONE"] }],
        [
            "healthcheck: { test: a, interval: 1m30s, timeout: 500ms, retries: 3, start_period: 1d, start_interval: 1s }",
            {
                test: ["CMD-SHELL", "a"],
                interval: "1m30s",
                timeout: "500ms",
                retries: 3,
                startPeriod: "24h",
                startInterval: "1s",
            },
        ],
        ['healthcheck: { retries: "3" }', { retries: 3 }],
        ["init: true", undefined],
    ],
    bad: [
        [
            "healthcheck: { test: [curl] }",
            '4:20 services.app.healthcheck.test: is not a health check; write ["CMD", PROGRAM, …], ["CMD-SHELL", COMMAND], ["NONE"], or the command as a text',
        ],
        [
            "healthcheck: { interval: 5 }",
            "4:20 services.app.healthcheck.interval: is 5; write a duration such as 10s or 1m30s",
        ],
        [
            "healthcheck: { retries: -1 }",
            "4:20 services.app.healthcheck.retries: is -1; write a whole number from 0 to 1000",
        ],
        ["healthcheck: { tst: a }", "4:20 services.app.healthcheck.tst: is not supported yet; did you mean test?"],
        ["healthcheck: curl", '4:5 services.app.healthcheck: is "curl"; write a map of keys'],
    ],
});

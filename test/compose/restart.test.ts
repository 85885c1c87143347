import { testAttribute } from "./support/attribute";

const words = 'write "no", always, unless-stopped, on-failure or on-failure:TIMES';

testAttribute("restart", {
    of: (service) => service.deploy.restart,
    good: [
        ["init: true", { condition: "any" }],
        ['restart: "no"', { condition: "none" }],
        ["restart: no", { condition: "none" }],
        ["restart: false", { condition: "none" }],
        ["restart: always", { condition: "any" }],
        ["restart: unless-stopped", { condition: "any" }],
        ["restart: on-failure", { condition: "on-failure" }],
        ["restart: on-failure:3", { condition: "on-failure", maxAttempts: 3 }],
        ["restart: always\ndeploy: { restart_policy: { condition: none } }", { condition: "none" }],
        [
            "deploy: { restart_policy: { max_attempts: 2, delay: 5s, window: 1m } }",
            { condition: "any", maxAttempts: 2, delay: "5s", window: "1m" },
        ],
    ],
    bad: [
        ["restart: sometimes", `4:5 services.app.restart: is "sometimes"; ${words}`],
        ["restart: always:3", `4:5 services.app.restart: is "always:3"; ${words}`],
        [
            "deploy: { restart_policy: { condition: always } }",
            '4:33 services.app.deploy.restart_policy.condition: is "always"; write none or on-failure or any',
        ],
    ],
});

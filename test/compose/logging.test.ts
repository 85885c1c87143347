import { testAttribute } from "./support/attribute";

testAttribute("logging", {
    of: (service) => service.logging,
    good: [
        [
            "logging: { driver: local, options: { max-size: 1m, max-file: 2 } }",
            { driver: "local", options: { "max-size": "1m", "max-file": "2" } },
        ],
        ["logging: { options: { max-size: 1m } }", { options: { "max-size": "1m" } }],
        ["init: true", undefined],
    ],
    bad: [["logging: { drver: local }", "4:16 services.app.logging.drver: is not supported yet; did you mean driver?"]],
});

import { testAttribute } from "./support/attribute";

const bad = "is not a name with an address; write NAME:ADDRESS with an IP address; Swarm does not know host-gateway";

testAttribute("extra_hosts", {
    of: (service) => service.extraHosts,
    good: [
        ['extra_hosts: ["a:10.0.0.1", "b=::1", "c=[::2]"]', ["a:10.0.0.1", "b:::1", "c:::2"]],
        ["extra_hosts: { a: 10.0.0.1 }", ["a:10.0.0.1"]],
    ],
    bad: [
        ['extra_hosts: ["a:host-gateway"]', `4:19 services.app.extra_hosts[0]: ${bad}`],
        ["extra_hosts: [a]", `4:19 services.app.extra_hosts[0]: ${bad}`],
    ],
});

testAttribute("dns", {
    of: (service) => service.dns,
    good: [
        ["dns: 1.1.1.1", ["1.1.1.1"]],
        ["dns: [1.1.1.1, 8.8.8.8]", ["1.1.1.1", "8.8.8.8"]],
    ],
    bad: [["dns: { a: b }", "4:5 services.app.dns: is a map; write a text, in quotes if it looks like something else"]],
});

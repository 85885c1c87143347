import { testAttribute } from "./support/attribute";

const tcp = (target: number, published?: number) => ({ target, ...(published && { published }), protocol: "tcp" });
const anyAddress =
    "delete the port (services reach each other by name), or delete the address if everyone may reach the port";

testAttribute("ports", {
    around: { plain: { PORT: "9000" } },
    of: (service) => service.ports,
    good: [
        ["ports: [8000]", [tcp(8000)]],
        ['ports: ["8080:80"]', [tcp(80, 8080)]],
        ["ports: [22:22]", [tcp(22, 22)]],
        ['ports: ["$PORT:80/udp"]', [{ target: 80, published: 9000, protocol: "udp" }]],
        ['ports: ["3000-3002"]', [tcp(3000), tcp(3001), tcp(3002)]],
        ['ports: ["9090-9091:80-81"]', [tcp(80, 9090), tcp(81, 9091)]],
        ['ports: ["0.0.0.0:8080:80", "[::]:8081:81", "0.0.0.0::82"]', [tcp(80, 8080), tcp(81, 8081), tcp(82)]],
        ["ports: [{ target: 80 }]", [tcp(80)]],
        [
            "ports: [{ target: 80, published: 8080, protocol: udp, mode: ingress, host_ip: 0.0.0.0, name: web }]",
            [{ target: 80, published: 8080, protocol: "udp" }],
        ],
        ['ports: [{ target: 80, published: "8080", mode: host }]', [tcp(80, 8080)]],
        ["expose: [80, 90-91/udp]", []],
    ],
    bad: [
        ["ports: 8000", "4:5 services.app.ports: is 8000; write a list"],
        ["ports: [a]", '4:13 services.app.ports[0]: "a" is not a port; write "PUBLISHED:TARGET", such as "8080:80"'],
        [
            'ports: ["70000:80"]',
            '4:13 services.app.ports[0]: "70000:80" is not a port; write "PUBLISHED:TARGET", such as "8080:80"',
        ],
        ['ports: ["80:80/sctp"]', "4:13 services.app.ports[0]: protocol sctp cannot be published; use tcp or udp"],
        [
            'ports: ["127.0.0.1:80:80"]',
            `4:13 services.app.ports[0]: Swarm publishes a port on every address of the host, not on 127.0.0.1 alone; ${anyAddress}`,
        ],
        [
            'ports: [{ target: 80, host_ip: "::1" }]',
            `4:13 services.app.ports[0]: Swarm publishes a port on every address of the host, not on [::1] alone; ${anyAddress}`,
        ],
        [
            'ports: ["8000-8002:80"]',
            "4:13 services.app.ports[0]: 8000-8002:80 publishes 1 ports on 3; write as many ports of the host as of the container",
        ],
        [
            'ports: ["80:80", "80:81"]',
            "4:22 services.app.ports[1]: port 80/tcp is published by service app already; choose another port",
        ],
        ["ports: [{ published: 80 }]", "4:13 services.app.ports[0]: has no target; add target"],
        ["ports: [{ target: 80, protocol: x }]", '4:27 services.app.ports[0].protocol: is "x"; write tcp or udp'],
        [
            'expose: ["1:2"]',
            '4:14 services.app.expose[0]: "1:2" is not a port of the container; write one such as "8000"',
        ],
    ],
});

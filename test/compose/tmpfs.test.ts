import { testAttribute } from "./support/attribute";

testAttribute("tmpfs and shm_size", {
    of: (service) => service.mounts,
    good: [
        ["tmpfs: /run", [{ type: "tmpfs", target: "/run", readOnly: false }]],
        [
            "tmpfs: [/run, '/tmp:size=64m']",
            [
                { type: "tmpfs", target: "/run", readOnly: false },
                { type: "tmpfs", target: "/tmp", readOnly: false, size: 67108864 },
            ],
        ],
        ["shm_size: 1gb", [{ type: "tmpfs", target: "/dev/shm", readOnly: false, size: 1073741824 }]],
    ],
    bad: [
        ["tmpfs: run", "4:5 services.app.tmpfs: path run is not absolute; begin it with /"],
        [
            "tmpfs: /run:mode=1777",
            "4:5 services.app.tmpfs: option mode=1777 of a tmpfs is not supported; use size=64m only",
        ],
        ["shm_size: big", '4:5 services.app.shm_size: is "big"; write a size such as 512m or 1g'],
        [
            "shm_size: 1m\ntmpfs: /dev/shm",
            "4:5 services.app.shm_size: something else is mounted at /dev/shm already; choose another target",
        ],
    ],
});

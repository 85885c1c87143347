import { expect } from "chai";
import { createWords, sizeWords } from "../../../../emulator/machines/droplet.plan";
import { Names } from "../../../../emulator/machines/names";
import { machine } from "./machine";

const surroundings = {
    names: new Names("trial"),
    image: "slipway/droplet:key",
    capabilities: ["CHOWN", "NET_ADMIN"],
    limits: { processors: 8, limitsProcessors: true },
};

describe("the container of an emulated droplet", () => {
    it("is made with what systemd and an engine of its own need", () => {
        expect(createWords(machine, surroundings).join(" ")).to.equal(
            [
                "create --name trial-droplet-7 --hostname web-1",
                "--label org.slipway.emulator.cloud=trial --label org.slipway.emulator.role=droplet",
                "--label org.slipway.emulator.id=7 --network trial-public --ip 198.18.0.7",
                "--cap-add CHOWN --cap-add NET_ADMIN",
                "--security-opt seccomp=unconfined --security-opt apparmor=unconfined",
                "--device-cgroup-rule a *:* rwm --cgroupns private",
                "--tmpfs /run --tmpfs /run/lock --tmpfs /tmp:exec",
                "--mount type=volume,source=trial-docker-7,target=/var/lib/docker --restart on-failure",
                "--memory 1024m --memory-swap 1024m --cpus 2 slipway/droplet:key",
            ].join(" "),
        );
    });

    it("is in its private network alone when it has no public address", () => {
        const words = createWords({ ...machine, public: null }, surroundings);
        const network = words.indexOf("--network");
        expect(words.slice(network, network + 4)).to.deep.equal([
            "--network",
            "trial-vpc-10.100.0.0-20",
            "--ip",
            "10.100.0.2",
        ]);
    });

    const sizes: readonly (readonly [number, number, boolean, readonly string[]])[] = [
        [1, 8, true, ["--cpus", "2"]],
        [4, 8, true, ["--cpus", "4"]],
        [16, 8, true, ["--cpus", "8"]],
        [4, 1, true, ["--cpus", "1"]],
        [4, 8, false, []],
    ];
    for (const [vcpus, processors, limitsProcessors, words] of sizes) {
        const engine = `${processors} processors${limitsProcessors ? "" : ", not to be limited"}`;
        it(`of ${vcpus} processors, on an engine with ${engine}: ${words.join(" ") || "no limit"}`, () => {
            const size = { slug: "", vcpus, memory: 512, disk: 10 };
            const memory = ["--memory", "512m", "--memory-swap", "512m"];
            expect(sizeWords(size, { processors, limitsProcessors })).to.deep.equal([...memory, ...words]);
        });
    }
});

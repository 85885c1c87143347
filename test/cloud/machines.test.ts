import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import type { Balancer, Disk, Filter } from "../../emulator/digitalocean/machines/machines";
import { removeLeftovers } from "../../emulator/machines/leftovers";
import { Names } from "../../emulator/machines/names";
import { type RunningMachines, startMachines } from "../../emulator/machines/start-machines";
import { provideImages } from "../../images/provide";
import { eventually } from "../e2e/support/engine";
import { Operator } from "./support/cloud-machine";
import { takesRoot } from "./support/takes-root";

const name = "slipway-machines-test";
const ranges = { public: "198.19.240.0/20", private: "10.98.240.0/20" };
const gateway = "198.19.240.1/32";
const everywhere = ["0.0.0.0/0", "::/0"];
const image = "debian:bookworm-slim";
const disk: Disk = {
    id: `${name}-data`,
    name: "data-0",
    size: 1,
    filesystemType: "ext4",
    filesystemLabel: "data",
    snapshot: null,
};
const path = "/dev/disk/by-id/scsi-0DO_Volume_data-0";

/** Behind one another: each begins with what those before have left. */
describe("emulated droplets", function () {
    this.timeout(120_000);
    this.bail(true);
    const operator = new Operator(ranges);
    const [one, two] = [operator.machine(11), operator.machine(12)];
    const [first, second] = ["198.19.240.11", "198.19.240.12"];
    let machines: RunningMachines;

    before(async function () {
        takesRoot(this);
        this.timeout(600_000);
        const report = (line: string) => process.stdout.write(`    ${line}\n`);
        await removeLeftovers(name);
        await provideImages([image], report);
        machines = await startMachines({ name, publicNetwork: ranges.public, report });
    });
    after(async () => {
        await machines?.stop();
        operator.remove();
    });

    /** What the answerer at an address says; undefined when there is none within a second. */
    const ask = async (address: string) => {
        const answer = await fetch(`http://${address}`, { signal: AbortSignal.timeout(1000) }).catch(() => undefined);
        return answer?.ok ? (await answer.text()).trim() : undefined;
    };
    const greeting = (id: number) => `web-${id} GET / HTTP/1.1`;
    const login = (address: string) => eventually(`login at ${address}`, () => operator.tryRun(address, "hostname"));
    const start = async (id: number, address: string) => {
        const script = "-v /opt/answer.pl:/answer.pl:ro";
        const words = `docker run -d --restart always --name answer -e NAME=web-${id} -p 80:80 ${script}`;
        await operator.run(address, `${words} ${image} perl /answer.pl`);
        await eventually(`an answer of ${address}`, () => ask(address));
    };

    it("boot, and take the key that user data names", async () => {
        await Promise.all([machines.boot(one), machines.boot(two)]);
        expect(await Promise.all([login(first), login(second)])).to.deep.equal(["web-11", "web-12"]);
    });

    it("are taken as they are when they are booted again", async () => {
        const since = await operator.run(first, "uptime --since; cat /proc/sys/kernel/random/boot_id");
        await machines.boot(one);
        expect(await operator.run(first, "uptime --since; cat /proc/sys/kernel/random/boot_id")).to.equal(since);
    });

    it("have cloud-init done without an error, no failed unit, and their interfaces in order", async () => {
        // While it waits, it prints dots.
        const script =
            "cloud-init status --wait >/dev/null; cloud-init status; systemctl list-units --failed --no-legend; ip -o -4 address show";
        const [status = "", ...lines] = (await operator.run(first, script)).split("\n").filter((line) => line !== "");
        const addresses = lines.map((line) => line.trim().split(/\s+/).slice(1, 4).join(" "));
        expect(status).to.equal("status: done");
        expect(addresses.filter((line) => line.startsWith("eth")).sort()).to.deep.equal([
            "eth0 inet 198.19.240.11/20",
            "eth1 inet 10.98.240.11/20",
        ]);
    });

    it("run containers of their own, on their own storage", async () => {
        await Promise.all(
            [first, second].map(async (address, index) => {
                const ssh = ["ssh", ...operator.sshWords(address), "docker load"].map((word) => `'${word}'`).join(" ");
                execFileSync("bash", ["-c", `set -o pipefail; docker save ${image} | ${ssh}`]);
                await start(11 + index, address);
            }),
        );
        expect(await Promise.all([ask(first), ask(second)])).to.deep.equal([greeting(11), greeting(12)]);
        expect(await operator.run(first, "docker info --format {{.Driver}}")).to.equal("overlay2");
    });

    it("have a volume as a disk, mounted by /etc/fstab at each boot", async () => {
        await machines.createVolume(disk);
        await machines.attachVolume(disk, one.id);
        const entry = `echo '${path} /data ext4 defaults 0 0' | sudo tee -a /etc/fstab`;
        const mount = "sudo systemctl daemon-reload && sudo systemctl start data.mount";
        await operator.run(first, `${entry} && ${mount} && echo kept | sudo tee /data/file`);
        await machines.power(one.id, "reboot");
        await login(first);
        const label = `sudo blkid --match-tag LABEL --output value ${path}`;
        expect(
            await operator.run(first, `findmnt --noheadings --output TARGET /data; ${label}; cat /data/file`),
        ).to.equal("/data\ndata\nkept");
    });

    it("lose a volume that is in use, and another finds its content", async () => {
        await eventually("its engine", () => operator.tryRun(first, "docker info"));
        const write = "sh -c 'while date >/data/date; do sleep 0.1; done; exit 3'";
        await operator.run(first, `docker run -d --name writer -v /data:/data ${image} ${write}`);
        await eventually("a date", () => operator.tryRun(first, "cat /data/date"));
        await machines.detachVolume(disk, one.id);
        await machines.detachVolume(disk, one.id);
        await machines.attachVolume(disk, two.id);
        expect(await operator.run(first, "ls /data /dev/disk/by-id")).to.equal("/data:\n\n/dev/disk/by-id:");
        expect(await operator.run(first, "docker wait writer")).to.equal("3");
        expect(await operator.run(second, `sudo mount ${path} /mnt && cat /mnt/file`)).to.equal("kept");
    });

    it("have volumes that grow, and are copied by snapshots", async () => {
        const copy = { ...disk, id: `${name}-copy`, name: "copy", snapshot: "snapshot" };
        await machines.snapshotVolume(disk.id, "snapshot");
        await operator.run(second, "echo changed | sudo tee /mnt/file");
        await machines.createVolume(copy);
        await machines.attachVolume(copy, one.id);
        await machines.resizeVolume({ ...disk, size: 2 });
        expect(ownLoopFiles()).to.have.length(2);
        const device = "/dev/disk/by-id/scsi-0DO_Volume_copy";
        expect(await operator.run(first, `sudo mount ${device} /mnt && cat /mnt/file`)).to.equal("kept");
        expect(await operator.run(second, `sudo blockdev --getsize64 ${path}`)).to.equal("2147483648");
    });

    it("let through what the firewall says, also to published ports and on the private network", async () => {
        const filter: Filter = {
            inbound: [{ protocol: "tcp", ports: { from: 22, to: 22 }, peers: [gateway] }],
            outbound: [{ protocol: "tcp", ports: null, peers: everywhere }],
        };
        const inside = "curl --silent --max-time 1 http://10.98.240.11";
        expect(await operator.run(second, inside)).to.equal(greeting(11));
        await machines.applyFirewall(one.id, filter);
        expect(await ask(first)).to.equal(undefined);
        expect(await operator.tryRun(second, inside)).to.equal(undefined);
        expect(await operator.run(first, "curl --silent http://10.98.240.12")).to.equal(greeting(12));
        expect(await operator.tryRun(first, "ping -c 1 -W 1 10.98.240.12")).to.equal(undefined);

        const web = {
            protocol: "tcp",
            ports: { from: 80, to: 81 },
            peers: ["10.98.240.0/24", "10.98.240.12/32"],
        } as const;
        await machines.applyFirewall(one.id, { ...filter, inbound: [...filter.inbound, web] });
        expect(await operator.run(second, inside)).to.equal(greeting(11));
        expect(await ask(first)).to.equal(undefined);
    });

    it("are behind it again after a reboot from inside, and without it once it is taken away", async () => {
        const booted = () => operator.tryRun(first, "ps -o lstart= 1");
        const before = await booted();
        await operator.tryRun(first, "sudo systemctl reboot");
        await eventually("the reboot", async () => {
            const now = await booted();
            return now === before ? undefined : now;
        });
        const inside = "curl --silent --max-time 1 http://10.98.240.11";
        await eventually("the answer", () => operator.tryRun(second, inside));
        expect(await ask(first)).to.equal(undefined);
        await machines.applyFirewall(one.id, null);
        expect(await ask(first)).to.equal(greeting(11));
    });

    it("hand a reserved address over", async () => {
        const address = "198.19.240.50";
        await machines.assignReservedIp(address, one.id);
        expect(await ask(address)).to.equal(greeting(11));
        await machines.assignReservedIp(address, two.id);
        expect(await ask(address)).to.equal(greeting(12));
        await machines.assignReservedIp(address, null);
        expect(await ask(address)).to.equal(undefined);
    });

    it("stay off until they are switched on, with the size that they got meanwhile", async () => {
        await machines.power(two.id, "shutdown");
        await machines.power(two.id, "off");
        expect(await ask(second)).to.equal(undefined);
        await machines.resize(two.id, { slug: "s-1vcpu-2gb", vcpus: 1, memory: 2048, disk: 50 });
        await machines.power(two.id, "on");
        await machines.power(two.id, "cycle");
        await login(second);
        expect(await operator.run(second, `sudo mount ${path} /mnt && cat /mnt/file`)).to.equal("changed");
        const limit = ["inspect", "--format", "{{.HostConfig.Memory}}", new Names(name).droplet(two.id)];
        expect(execFileSync("docker", limit, { encoding: "utf8" }).trim()).to.equal(String(2 ** 31));
    });

    it("are balanced, as long as they are healthy", async () => {
        const answers = async () => [...new Set(await inTurn(6, () => ask(balancer.address)))].sort();
        const settled = (count: number) => async () => {
            const seen = await answers();
            return seen.length === count && !seen.includes(undefined) ? seen : undefined;
        };
        await machines.applyLoadBalancer(balancer);
        expect(await eventually("two targets", settled(2))).to.deep.equal([greeting(11), greeting(12)]);
        await operator.run(first, "docker stop --time 0 answer");
        expect(await eventually("one target", settled(1))).to.deep.equal([greeting(12)]);
        // What the checks have found is kept: no request goes to the other one now.
        await machines.applyLoadBalancer({ ...balancer, idleSeconds: 30 });
        expect(await answers()).to.deep.equal([greeting(12)]);
        await operator.run(first, "docker start answer");
        expect(await eventually("two targets", settled(2))).to.deep.equal([greeting(11), greeting(12)]);
    });

    it("are told the client's address, and none that is kept out", async () => {
        await machines.applyLoadBalancer({ ...balancer, proxyProtocol: true });
        const answer = await eventually("an answer", () => ask(balancer.address));
        expect(answer.replace(/^web-1[12]/, "").replace(/\d+ 80$/, "")).to.equal(
            ` PROXY TCP4 198.19.240.1 ${balancer.address} `,
        );
        await machines.applyLoadBalancer({ ...balancer, access: { allow: [], deny: ["cidr:198.19.240.0/28"] } });
        expect(await ask(balancer.address)).to.equal(undefined);
        await machines.removeLoadBalancer(balancer.id);
    });

    it("leave nothing behind", async () => {
        await machines.destroy(two.id);
        await machines.destroy(two.id);
        await machines.stop();
        const filter = new Names(name).filter();
        const left = ["ps --all", "volume ls", "network ls"].map((command) =>
            execFileSync("docker", [...command.split(" "), "--quiet", ...filter], { encoding: "utf8" }),
        );
        expect(left).to.deep.equal(["", "", ""]);
        expect(ownLoopFiles()).to.deep.equal([]);
    });
});

const balancer = {
    id: "balancer",
    name: "web",
    address: "198.19.240.60",
    private: { address: "10.98.240.60", network: ranges.private },
    forwarding: [
        {
            entry_protocol: "tcp",
            entry_port: 80,
            target_protocol: "tcp",
            target_port: 80,
            certificate_id: "",
            tls_passthrough: false,
        },
    ],
    healthCheck: {
        protocol: "tcp",
        port: 80,
        path: "",
        check_interval_seconds: 1,
        response_timeout_seconds: 1,
        unhealthy_threshold: 2,
        healthy_threshold: 2,
        proxy_protocol: false,
    },
    proxyProtocol: false,
    redirectHttpToHttps: false,
    stickySessions: { type: "none" },
    idleSeconds: 60,
    access: { allow: [], deny: [] },
    targets: [
        { droplet: 11, address: "10.98.240.11" },
        { droplet: 12, address: "10.98.240.12" },
    ],
} satisfies Balancer;

async function inTurn<T>(times: number, ask: () => Promise<T>): Promise<readonly T[]> {
    const answers: T[] = [];
    for (let time = 0; time < times; time += 1) answers.push(await ask());
    return answers;
}

/** The files of the test's volumes that loop devices of this machine are bound to. */
function ownLoopFiles(): readonly string[] {
    const files = readdirSync("/sys/block").map((device) => join("/sys/block", device, "loop", "backing_file"));
    return files
        .filter((file) => existsSync(file))
        .map((file) => readFileSync(file, "utf8"))
        .filter((file) => file.includes(name));
}

import { expect } from "chai";
import { renderServer } from "../../../../components/host/server/server.render";
import { serverFiles } from "../../../../components/host/server/server-files.render";
import type { ServerSettings } from "../../../../components/host/server/server-settings";
import { setupScript } from "../../../../components/host/server/setup-script";
import { FakeServer } from "../../support/fake-server";
import type { Ended } from "../../support/run-script";
import { debian, ubuntu } from "./settings";

const script = setupScript();
const packages = "ca-certificates curl docker.io e2fsprogs iptables netcat-openbsd unattended-upgrades";
const metadataUnit = "slipway-metadata.service";
const device = "/dev/disk/by-id/scsi-0DO_Volume_acme-production-data";

let server: FakeServer;

/** What it says, one line each, without the name of the server. */
async function setUp(settings: ServerSettings, code = 0): Promise<readonly string[]> {
    const ended = await run(settings);
    expect({ code: ended.code, stdout: ended.stdout }).to.deep.equal({ code, stdout: "" }, ended.stderr);
    return ended.stderr
        .split("\n")
        .slice(0, -1)
        .map((line) => line.replace(`server ${settings.name}: `, ""));
}

function run(settings: ServerSettings): Promise<Ended> {
    return server.run(script, renderServer(settings, script));
}

/** Attaches an empty volume of 20 GiB. */
function attach(): void {
    server.write(device, "");
    server.remember("bytes", `${20 * 1024 ** 3}`);
}

/** A server as it is after its first boot. */
async function booted(settings: ServerSettings): Promise<void> {
    if (settings.volume !== undefined) attach();
    await setUp(settings);
    server.changes();
}

describe("the setup of a server", () => {
    beforeEach(() => {
        server = new FakeServer();
    });
    afterEach(() => server.remove());

    it("makes a server what it is to be, the engine last", async () => {
        attach();
        expect(await setUp(ubuntu)).to.deep.equal([
            ...serverFiles(ubuntu).map(({ path }) => `writes ${path}`),
            "makes swap of 2 GiB",
            ...["writes /etc/fstab", "writes /etc/fstab"],
            ...["formats the volume acme-production-data", "mounts the volume acme-production-data"],
            `installs ${packages}`,
        ]);
        expect(server.changes()).to.deep.equal([
            ...["mkswap /swapfile.making", "swapon /swapfile"],
            ...["systemctl daemon-reload", `systemctl enable --quiet ${metadataUnit}`],
            ...[`mkfs.ext4 -q ${device}`, "mount /var/lib/docker/volumes"],
            `apt-get ${packages}`,
            ...["sshd -t", "systemctl try-reload-or-restart ssh.service", "systemctl restart systemd-journald.service"],
            ...["systemctl restart systemd-sysctl.service", `systemctl restart ${metadataUnit}`],
        ]);
        for (const { path, content } of serverFiles(ubuntu)) expect(server.read(path), path).to.equal(content);
        expect(server.read("/etc/fstab")).to.equal(
            `/swapfile none swap sw 0 0\n${device} /var/lib/docker/volumes ext4 defaults,noatime,nofail 0 2\n`,
        );
    });

    it("says nothing and changes nothing the second time", async () => {
        await booted(ubuntu);
        const before = server.files();
        expect(await setUp(ubuntu)).to.deep.equal([]);
        expect(server.changes()).to.deep.equal([]);
        expect(server.files()).to.deep.equal(before);
    });

    it("changes the keys of teammates, and nothing else with them", async () => {
        await booted(debian);
        const path = "/home/slipway/.ssh/authorized_keys";
        const { alice = "" } = ubuntu.keys;
        for (const keys of [{ alice }, {}]) {
            expect(await setUp({ ...debian, keys })).to.deep.equal([`writes ${path}`]);
            expect(server.changes()).to.deep.equal([]);
            expect(server.read(path).includes(" alice\n")).to.equal("alice" in keys);
        }
    });

    it("removes a file that was Slipway's and is no more", async () => {
        await booted(ubuntu);
        const path = "/etc/needrestart/conf.d/slipway.conf";
        server.write("/etc/needrestart/conf.d/other.conf", "1;\n");
        expect(await setUp({ ...ubuntu, image: "debian-12-x64" })).to.deep.equal([
            "writes /etc/apt/apt.conf.d/52slipway-upgrades",
            `removes ${path}`,
        ]);
        expect([server.has(path), server.has("/etc/needrestart/conf.d/other.conf")]).to.deep.equal([false, true]);
    });

    it("mends what was changed by hand, and has its service follow", async () => {
        await booted(debian);
        server.write("/etc/ssh/sshd_config.d/00-slipway.conf", "PermitRootLogin yes\n");
        server.forget("running/metadata");
        expect(await setUp(debian)).to.deep.equal(["writes /etc/ssh/sshd_config.d/00-slipway.conf"]);
        expect(server.changes()).to.deep.equal([
            ...["sshd -t", "systemctl try-reload-or-restart ssh.service", `systemctl start ${metadataUnit}`],
        ]);
    });

    it("goes on where it was cut off: what a file calls for is done, though the file is there", async () => {
        await booted(debian);
        server.write("/etc/ssh/sshd_config.d/00-slipway.conf", "PermitRootLogin yes\n");
        server.remember("broken/sshd");
        expect(await setUp(debian, 1)).to.deep.equal([
            "writes /etc/ssh/sshd_config.d/00-slipway.conf",
            "sshd does not take its settings: they are not in force",
        ]);
        expect(server.changes()).to.deep.equal(["sshd -t"]);
        server.forget("broken/sshd");
        expect(await setUp(debian)).to.deep.equal([]);
        expect(server.changes()).to.deep.equal(["sshd -t", "systemctl try-reload-or-restart ssh.service"]);
    });

    it("is refused settings that it does not know", async () => {
        for (const [input, reason] of [
            ["", "server : there are no settings on standard input\n"],
            ["server: web-1\ncolour: red\n", "server web-1: these settings are not for this setup: colour: red\n"],
        ] as const) {
            expect(await server.run(script, input)).to.deep.equal({ code: 1, stdout: "", stderr: reason });
        }
    });

    describe("of the engine", () => {
        const file = "/etc/docker/daemon.json";

        it("keeps what else its settings say, and restarts it for what they have changed", async () => {
            await booted(debian);
            server.write(file, '{ "registry-mirrors": ["http://198.18.0.4"], "live-restore": true }');
            expect(await setUp(debian)).to.deep.equal([
                ...[`writes ${file}`, "restarts the engine, and every container with it"],
            ]);
            expect(server.changes()).to.deep.equal(["systemctl restart docker.service"]);
            const settings = JSON.parse(server.read(file));
            expect([settings["registry-mirrors"], settings["live-restore"], settings["log-driver"]]).to.deep.equal([
                ...[["http://198.18.0.4"], false, "local"],
            ]);
            expect(await setUp(debian)).to.deep.equal([]);
        });

        it("stops at settings that are no JSON object", async () => {
            for (const text of ["{", "[]"]) {
                server.write(file, text);
                expect(await setUp(debian, 1)).to.include(`${file} is not a JSON object: mend it, or remove it`);
                expect(server.read(file)).to.equal(text);
            }
        });

        it("starts one that does not run, and tells why it does not start", async () => {
            await booted(debian);
            server.forget("running/docker");
            server.remember("broken/docker");
            expect(await setUp(debian, 1)).to.deep.equal([
                ...["starts the engine", "dockerd: no such driver"],
                "the engine does not start: what it said is above",
            ]);
            server.forget("broken/docker");
            expect(await setUp(debian)).to.deep.equal(["starts the engine"]);
        });
    });

    describe("of packages", () => {
        it("installs the missing ones only, with AppArmor's where the kernel has it", async () => {
            await booted(debian);
            server.forget("packages/docker.io");
            server.write("/sys/module/apparmor/parameters/enabled", "Y\n");
            expect(await setUp(debian)).to.deep.equal(["installs docker.io apparmor"]);
            expect(server.changes()).to.deep.equal(["apt-get docker.io apparmor"]);
        });

        it("tries five times, and tells what apt said", async () => {
            server.remember("broken/apt");
            expect((await setUp(debian, 1)).slice(-3)).to.deep.equal([
                `installs ${packages}`,
                "E: Unable to fetch some archives",
                `${packages} cannot be installed: what apt said is above`,
            ]);
            expect(server.changes().filter((line) => line.startsWith("apt-get"))).to.have.lengthOf(5);
        });
    });

    describe("of swap", () => {
        it("makes it anew in another size, and removes it", async () => {
            await booted({ ...debian, swap: 1 });
            expect(await setUp({ ...debian, swap: 3 })).to.deep.equal(["makes swap of 3 GiB"]);
            expect(server.changes()).to.deep.equal([
                "swapoff /swapfile",
                "mkswap /swapfile.making",
                "swapon /swapfile",
            ]);
            expect(server.files()["/swapfile"]).to.match(new RegExp(`^600 ${3 * 1024 ** 3} `));
            expect(await setUp(debian)).to.deep.equal(["makes swap of 0 GiB", "writes /etc/fstab"]);
            expect([server.has("/swapfile"), server.read("/etc/fstab")]).to.deep.equal([false, ""]);
        });

        it("leaves other lines of fstab as they are", async () => {
            const lines = "UUID=1 / ext4 defaults 0 1\n/dev/sdb none swap sw 0 0\n";
            server.write("/etc/fstab", lines);
            await setUp({ ...debian, swap: 1 });
            expect(server.read("/etc/fstab")).to.equal(`${lines}/swapfile none swap sw 0 0\n`);
        });

        it("is none of a container's", async () => {
            server.remember("container");
            expect(await setUp({ ...debian, swap: 1 })).not.to.include("makes swap of 1 GiB");
            expect(server.has("/swapfile")).to.equal(false);
        });
    });

    describe("of the data volume", () => {
        it("takes one that has its file system already as it is", async () => {
            attach();
            server.remember("filesystem", "ext4\n");
            expect(await setUp(ubuntu)).to.include("mounts the volume acme-production-data");
            expect(server.changes().filter((line) => line.startsWith("mkfs"))).to.deep.equal([]);
        });

        it("stops an engine that runs while its volumes get their place", async () => {
            await booted(debian);
            attach();
            const lines = await setUp({ ...debian, volume: { name: "acme-production-data", size: 20 } });
            expect(lines).to.include("stops the engine, whose volumes get another place");
            expect(lines.slice(-1)).to.deep.equal(["starts the engine"]);
            const engine = server.changes().filter((line) => / docker\.s|^mount/.test(line));
            expect(engine).to.deep.equal([
                "systemctl stop docker.socket docker.service",
                "mount /var/lib/docker/volumes",
                "systemctl start docker.service",
            ]);
        });

        it("grows with it", async () => {
            await booted(ubuntu);
            server.remember("grows");
            server.remember("bytes", `${30 * 1024 ** 3}`);
            const grown = { ...ubuntu, volume: { name: "acme-production-data", size: 30 } };
            expect(await setUp(grown)).to.deep.equal(["the volume acme-production-data has 30 GiB now"]);
            expect(server.changes()).to.deep.equal([`resize2fs ${device}`]);
        });

        it("tells why it does not grow; a container's need not", async () => {
            await booted({ ...ubuntu, swap: 0 });
            server.remember("broken/growth", "resize2fs 1.47.0\nPermission denied to resize filesystem\n");
            expect(await setUp({ ...ubuntu, swap: 0 }, 1)).to.deep.equal([
                "the file system of the volume acme-production-data does not grow: resize2fs 1.47.0, Permission denied to resize filesystem",
            ]);
            server.remember("container");
            expect(await setUp({ ...ubuntu, swap: 0 })).to.deep.equal([
                "the volume acme-production-data has 20 GiB, but no container may enlarge the file system on it",
            ]);
            server.remember("broken/growth", "Couldn't find valid filesystem superblock.\n");
            expect(await setUp({ ...ubuntu, swap: 0 }, 1)).to.have.lengthOf(1);
        });

        it("is waited for until it has grown", async () => {
            await booted(ubuntu);
            server.remember("bytes", `${19 * 1024 ** 3}`);
            server.remember("later", `${20 * 1024 ** 3}`);
            expect(await setUp(ubuntu)).to.deep.equal([]);
        });

        const refusals: Readonly<Record<string, readonly [prepare: () => void, reason: string]>> = {
            "is not attached": [() => {}, `the volume acme-production-data is not attached: there is no ${device}`],
            "has another file system": [
                () => {
                    attach();
                    server.remember("filesystem", "xfs\n");
                },
                "the volume acme-production-data holds xfs, and not ext4: only an empty one is formatted",
            ],
            "has something that is no file system": [
                () => {
                    attach();
                    server.remember("traces", "0x1fe dos\n");
                },
                "the volume acme-production-data holds something that is no file system, and not ext4: only an empty one is formatted",
            ],
            "cannot be read": [
                () => {
                    attach();
                    server.remember("broken/disk");
                },
                "the volume acme-production-data cannot be read",
            ],
            "would hide volumes that are there": [
                () => {
                    attach();
                    server.write("/var/lib/docker/volumes/shop/_data/file", "");
                },
                "Docker's volumes lie on the server's own disk, where the volume acme-production-data would hide them: move away what is in /var/lib/docker/volumes, then try again",
            ],
            "finds another disk in its place": [
                () => {
                    attach();
                    server.remember("mounted", "8:16\n");
                },
                "another disk than the volume acme-production-data is mounted at /var/lib/docker/volumes",
            ],
        };
        for (const [title, [prepare, reason]] of Object.entries(refusals)) {
            it(`is refused, before anything is changed, where it ${title}`, async () => {
                prepare();
                expect(await setUp(ubuntu, 1)).to.deep.equal([reason]);
                expect([server.changes(), server.has("/etc/docker/daemon.json")]).to.deep.equal([[], false]);
            });
        }
    });
});

import { readFileSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import type { Deployment } from "../../../cli/recover/deployment";
import { knownServers } from "../../../cli/servers/known-servers";
import type { ServerAddress } from "../../../components/host/open-connection";
import { sharedConnection } from "../../../components/host/open-connection";
import { proxyImage } from "../../../components/proxy/reverse-proxy.plan";
import { removeLeftovers } from "../../../emulator/machines/leftovers";
import { Names } from "../../../emulator/machines/names";
import { type Rehearsal, type RehearsalOptions, startRehearsal } from "../../../emulator/rehearsal/start-rehearsal";
import { provideImages } from "../../../images/provide";
import { execute } from "../../../toolchain/execute";
import { docker } from "../../e2e/support/engine";
import { type Outcome, Project } from "../../e2e/support/project";
import { TemporaryFolder } from "../../unit/support/temporary-folder";
import { Visitor } from "./visitor";

/** Name of the stack that the tests deploy. */
export const stack = "cloud";

/** Where the app is found once it is deployed. */
export const host = "app.example.com";

/** What everything of the rehearsal is named after on the engine. */
export const cloud = "slipway-staging-test";

const images = ["python:3.11-slim-bookworm", proxyImage];

/** What the clouds of a story are called, and their ranges: those that run at once need different ones. */
export type Clouds = Pick<RehearsalOptions, "name" | "network" | "privateNetwork" | "limits"> & {
    /** Images that the story needs beside the usual ones. */
    readonly images?: readonly string[];
};

// Apart from those of others, so that a rehearsal that runs is no trouble.
const usualClouds: Clouds = { name: cloud, network: "198.19.16.0/20", privateNetwork: "10.101.0.0/20" };

/** A stack with one server in a project of its own, and the clouds that it goes to; nothing is deployed yet. */
export class Staging {
    private constructor(
        /** What everything of the rehearsal is named after on the engine. */
        public readonly cloud: string,
        public readonly rehearsal: Rehearsal,
        public readonly project: Project,
        public readonly visitor: Visitor,
        private readonly folder: TemporaryFolder,
    ) {}

    /** Starts the clouds, with a zone and nothing else in them. */
    static async start(report: (line: string) => void, clouds = usualClouds): Promise<Staging> {
        // What one that was killed has left.
        await removeLeftovers(clouds.name);
        const needed = [...images, ...(clouds.images ?? [])];
        await provideImages(needed, report);
        const folder = new TemporaryFolder();
        const rehearsal = await startRehearsal({
            ...clouds,
            ...{ folder: folder.path, images: needed, report },
            zones: [{ name: "example.com" }],
            regions: ["fra1"],
        });
        try {
            const project = await makeProject(rehearsal);
            return new Staging(clouds.name, rehearsal, project, new Visitor(rehearsal), folder);
        } catch (error) {
            // It would keep the process, and its addresses, for ever.
            await rehearsal.stop();
            throw error;
        }
    }

    /** Ends all of it, whatever there is; servers and volumes go too. */
    async end(): Promise<void> {
        this.visitor.leave();
        await this.rehearsal.stop();
        await this.project.remove();
        this.folder.remove();
    }

    /**
     * Changes a key of the configuration, the first word without its namespace; undefined takes it away.
     *
     * @returns makes it undone, and everything that has been changed since
     */
    configure([key = "", ...path]: readonly (string | number)[], value: unknown): () => void {
        const file = `Pulumi.${stack}.yaml`;
        const before = readFileSync(join(this.project.folder, file), "utf8");
        this.project.edit(file, ["config", `slipway:${key}`, ...path], value);
        return () => writeFileSync(join(this.project.folder, file), before);
    }

    /** All that the clouds have, but for a zone with its settings, in words that a change would change. */
    everything(): Readonly<Record<string, readonly string[]>> {
        const { droplets, volumes, vpcs, firewalls, reservedIps, loadBalancers, projects, sshKeys, tags } =
            this.rehearsal.digitalOcean.state();
        const { records, certificates, ...pulls } = this.rehearsal.cloudflare.state();
        const { pullCertificates, hostnameCertificates, hostnamePulls } = pulls;
        return {
            droplets: droplets.map(({ name, size, region }) => `${name} ${size} ${region}`),
            volumes: volumes.map(({ name }) => name),
            networks: vpcs.map(({ name }) => name),
            firewalls: firewalls.map((one) => JSON.stringify([one.name, one.inbound, one.outbound])),
            addresses: reservedIps.map(({ ip }) => ip),
            loadBalancers: loadBalancers.map(({ name }) => name),
            projects: projects.map(({ name }) => name),
            keys: sshKeys.map(({ name }) => name),
            tags,
            records: records.map(({ name, type, content }) => `${name} ${type} ${content}`),
            certificates: certificates.filter(({ revokedAt }) => revokedAt === undefined).map(({ id }) => id),
            pullCertificates: [...pullCertificates, ...hostnameCertificates].map(({ id }) => id),
            pulls: hostnamePulls.map(({ hostname, certificateId }) => `${hostname} ${certificateId}`),
        };
    }

    async up(environment: NodeJS.ProcessEnv = {}): Promise<Outcome> {
        return await this.project.start(["up", stack, "--yes", "--skip-preview"], environment).end;
    }

    /** Brings the stack up; throws what was printed when that fails. Returns what was printed. */
    async upWell(): Promise<string> {
        return wellDone("up", await this.up());
    }

    async preview(...words: readonly string[]): Promise<string> {
        return wellDone("preview", await this.project.slipway("preview", stack, ...words));
    }

    /** What a script prints on the server, as root, past SSH and firewall; throws where it fails. */
    async onServer(script: string): Promise<string> {
        return await docker("exec", new Names(this.cloud).droplet(this.droplet.id), "bash", "-c", script);
    }

    /** The first one that there is now. */
    get droplet(): { readonly id: number; readonly address: string } {
        const { droplets } = this.rehearsal.digitalOcean.state();
        const none = { id: 0, publicAddress: null };
        const { id, publicAddress } = droplets.find(({ name }) => name.endsWith("-0")) ?? none;
        return { id, address: publicAddress ?? "" };
    }

    /** How the server is reached, as the stack's state tells. */
    async server(): Promise<ServerAddress> {
        const exported = await this.project.must(`pulumi stack export --show-secrets --stack ${stack} 2>/dev/null`);
        const { deployment } = JSON.parse(exported) as { readonly deployment: Deployment };
        const [server] = knownServers(deployment);
        if (server === undefined) throw new Error("the stack has no server");
        return server;
    }

    /** Ends the connection that runs share, as a quarter of an hour does. */
    async disconnect(): Promise<void> {
        const { exitCode, stderr } = await execute("ssh", [
            ...sharedConnection(await this.server()),
            "-O",
            "exit",
            "slipway",
        ]);
        if (exitCode !== 0) throw new Error(`there is no connection: ${stderr}`);
    }

    /** How often somebody has logged in to the server so far. */
    async logins(): Promise<number> {
        return Number(
            await this.onServer("journalctl --unit ssh --output cat | grep --count '^Accepted publickey' || true"),
        );
    }

    /** Whether a login as Slipway's user works with a key of one's own; the server's is checked. */
    async logsIn(keyFile: string): Promise<boolean> {
        const { host: address, hostKey } = await this.server();
        const known = join(this.folder.path, "known_hosts");
        await execute("bash", ["-c", 'printf "%s %s\\n" "$1" "$2" >"$3"', "bash", address, hostKey, known]);
        const options = ["BatchMode=yes", "ConnectTimeout=5", "IdentitiesOnly=yes", `UserKnownHostsFile=${known}`];
        const words = options.flatMap((option) => ["-o", option]);
        const { exitCode, stdout } = await execute("ssh", [
            ...["-F", "/dev/null", "-i", keyFile, ...words, `slipway@${address}`, "sudo id --user --name"],
        ]);
        return exitCode === 0 && stdout.trim() === "root";
    }

    /** A new key in a folder that goes with the clouds. */
    async makeKey(name: string): Promise<{ readonly file: string; readonly publicKey: string }> {
        const file = join(this.folder.path, name);
        await execute("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-C", `${name}@laptop`, "-f", file]);
        return { file, publicKey: (await execute("cat", [`${file}.pub`])).stdout.trim() };
    }
}

async function makeProject(rehearsal: Rehearsal): Promise<Project> {
    const project = await Project.create(rehearsal);
    project.configure(
        stack,
        `
slipway:compose: ./test/cloud/apps/compose.yaml
slipway:id: ${project.id}
slipway:servers:
  region: fra1
  size: s-1vcpu-2gb
  allowSshFrom: [${rehearsal.addresses.gateway}/32]
  volume: 1
  swap: 0
slipway:release: { version: 1.0.0, timeout: 3m, strategy: blueGreen }
slipway:domain:
  zone: example.com
  dnssec: false
  routes: [{ host: ${host}, service: echo, port: 8000, health: /health }]
slipway:env: { GREETING: one }`,
    );
    await project.must(`pulumi stack init ${stack} --no-select`);
    await project.secret(stack, "ECHO_TOKEN", "5f1c9ab37e");
    return project;
}

/** Whether a TCP connection comes about within two seconds. */
export async function connects(from: string, address: string, port: number): Promise<boolean> {
    return await new Promise((resolve) => {
        const socket = connect({ host: address, port, localAddress: from, timeout: 2000 });
        const end = (answer: boolean) => {
            socket.destroy();
            resolve(answer);
        };
        socket
            .on("connect", () => end(true))
            .on("timeout", () => end(false))
            .on("error", () => end(false));
    });
}

function wellDone(what: string, { code, output }: Outcome): string {
    if (code !== 0) throw new Error(`${what} failed:\n${output}`);
    return output;
}

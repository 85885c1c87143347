import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { readSampleConfig } from "../start/sample-config";
import { builtImages } from "../start/sample-peer";
import { sampleStack } from "../start/sample-stack";
import { deployUntilHealthy } from "../start/until-healthy";
import type { Place, Session } from "../support/session";
import type { CloudStack } from "./cloud-stack";
import type { Clouds } from "./clouds";

/** Seconds of each part of a deploy by hand. */
export interface PlainDeploy {
    /** From the order of a droplet until it has booted and its engine answers. */
    readonly boot: number;
    /** `docker save | ssh docker load` of what was built. */
    readonly transfer: number;
    /** From `docker stack deploy` until all services are healthy; the engine pulls what was not built. */
    readonly healthy: number;
}

/**
 * Brings the app of a stack, with the images that its first update has built, to a new droplet by plain tools: no
 * firewall, no volume, no TLS, no names, no proxies.
 */
export async function plainDeploy(session: Session, clouds: Clouds, sample: CloudStack): Promise<PlainDeploy> {
    const { folder } = sample.project;
    const key = join(folder, "bench-key");
    const here: Place = { cwd: folder, env: sample.environment };
    rmSync(key, { force: true });
    await session.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "bench", "-f", key], here);

    const began = performance.now();
    const address = await orderDroplet(session, clouds, readFileSync(`${key}.pub`, "utf8").trim());
    const ssh = ["ssh", "-F", "/dev/null", "-i", key, "-l", "slipway", ...sshOptions, address];
    const booted = "cloud-init status --wait >/dev/null && docker version >/dev/null";
    await session.until(
        "the droplet has booted",
        async () => (await session.attempt([...ssh, booted], here)).code === 0,
    );
    const boot = seconds(began);

    const text = readFileSync(join(folder, `Pulumi.${sample.name}.yaml`), "utf8");
    const config = readSampleConfig(text, sample.name);
    const composeFile = join(folder, config.compose);
    const compose = readFileSync(composeFile, "utf8");
    const images = await builtImages(session, here, compose, config.prefix);
    const sent = performance.now();
    const pipe = 'set -o pipefail; images=$1; shift; docker save $images | "$@" docker load --quiet';
    await session.run(["bash", "-c", pipe, "bash", [...new Set(Object.values(images))].join(" "), ...ssh], here);
    const transfer = seconds(sent);

    const { document, servers, jobs } = sampleStack(compose, images, config);
    const file = "bench-stack.yaml";
    writeFileSync(join(dirname(composeFile), file), document);
    const engine = join(folder, "bench-engine");
    // It stays in the background, with none of this process's pipes, until the droplet goes.
    const forward = ["-f", "-N", "-L", `${engine}:/var/run/docker.sock`];
    await session.run(["bash", "-c", '"$@" >/dev/null 2>&1', "bash", ...ssh, ...forward], here);
    const env = { ...here.env, ...config.variables, DOCKER_HOST: `unix://${engine}` };
    const place = { cwd: dirname(composeFile), env };
    await session.run(["docker", "swarm", "init", "--advertise-addr", address], place);
    return { boot, transfer, healthy: await deployUntilHealthy(session, place, { stack: "app", file, servers, jobs }) };
}

/** Orders a droplet as Slipway's are, with the distribution's engine on it; gives its address once it has one. */
async function orderDroplet(session: Session, { rehearsal }: Clouds, publicKey: string): Promise<string> {
    const { DIGITALOCEAN_API_URL: url = "", DIGITALOCEAN_TOKEN: token = "" } = rehearsal.environment;
    const user = {
        ...{ name: "slipway", shell: "/bin/bash", groups: ["docker"], sudo: "ALL=(ALL) NOPASSWD:ALL" },
        ssh_authorized_keys: [publicKey],
    };
    const install = "command -v dockerd || { apt-get update && apt-get install --yes docker.io; }";
    const userData = `#cloud-config\n${JSON.stringify({ users: [user], runcmd: [["sh", "-c", install]] })}\n`;
    const order = {
        name: "plain",
        region: "fra1",
        size: "s-2vcpu-4gb",
        image: "ubuntu-24-04-x64",
        user_data: userData,
    };
    const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
    const answer = await fetch(`${url}/v2/droplets`, { method: "POST", headers, body: JSON.stringify(order) });
    if (!answer.ok) throw new Error(`the droplet was refused: ${await answer.text()}`);
    const own = () => rehearsal.digitalOcean.state().droplets.find(({ name }) => name === "plain")?.publicAddress ?? "";
    await session.until("the droplet has an address", async () => own() !== "");
    return own();
}

/** To a machine that nobody has seen before; a connection whose other end is gone ends after some seconds. */
const sshOptions: readonly string[] = [
    ...["StrictHostKeyChecking=no", "UserKnownHostsFile=/dev/null", "LogLevel=ERROR", "BatchMode=yes"],
    ...["ConnectTimeout=2", "ServerAliveInterval=2", "ServerAliveCountMax=2"],
].flatMap((option) => ["-o", option]);

function seconds(since: number): number {
    return (performance.now() - since) / 1000;
}

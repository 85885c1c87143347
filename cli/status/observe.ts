import { present } from "../../components/compose/present";
import { quiescedLabel } from "../../components/migration/quiesced-label";
import { replacedByMigration } from "../../stacks/migration-order";
import { appUrls } from "../../stacks/routed";
import { type Docker, dockerAt } from "../docker";
import { engineNames } from "../engine-names";
import { labelled } from "../labelled";
import { reachCluster } from "../reach-engine";
import { clusterNodes } from "../servers/cluster-nodes";
import { frontOf } from "../servers/front";
import { reachOthers } from "../servers/reach-others";
import { serverStatus } from "../servers/server-status";
import type { StackFiles } from "../stack-file";
import { decideStatus } from "./decide";
import type { StackStatus } from "./status";

interface ServiceRow {
    readonly Name: string;
    readonly Replicas: string;
    readonly Image: string;
}

interface ContainerRow {
    readonly Names: string;
    readonly Status: string;
}

/**
 * Asks the engine how a stack runs, and of several servers each one's for what it alone knows.
 *
 * @throws CliError when the engine that speaks for the stack does not answer
 */
export async function observeStack(files: StackFiles): Promise<StackStatus> {
    const { compose, config, prefix } = files;
    const cluster = await reachCluster(config);
    const docker = dockerAt(cluster.engine);
    const ours = ["--filter", `label=com.docker.stack.namespace=${prefix}`];
    const nodes = cluster.manager === undefined ? [] : await clusterNodes(docker);
    const [services, { engines, unreached }, names, quiesced] = await Promise.all([
        docker.rows<ServiceRow>("service", "ls", ...ours),
        reachOthers(cluster, nodes),
        engineNames(docker, prefix),
        labelled(docker, prefix, quiescedLabel),
    ]);
    const images = [...new Set(services.map(({ Image }) => Image))];
    const [own, others, labels] = await Promise.all([
        docker.rows<ContainerRow>("ps", ...ours),
        // A server may go while it is asked.
        Promise.all(engines.slice(1).map((engine) => engine.rows<ContainerRow>("ps", ...ours).catch(() => []))),
        imageLabels(engines, images),
    ]);
    const containers = [...own, ...others.flat()];
    const replaced = replacedByMigration(compose, config);
    const running = Object.keys(compose.services).filter((service) => service !== replaced);
    const statuses = running.map(async (service) => {
        const row = services.find(({ Name }) => Name === names.get(service));
        const tasks = containers.filter(({ Names }) => row !== undefined && Names.startsWith(`${row.Name}.`));
        return decideStatus({
            service,
            declared: compose.services[service]?.deploy.replicas ?? 1,
            image: row?.Image ?? compose.services[service]?.image ?? "",
            labels: labels.get(row?.Image ?? "") ?? {},
            containers: tasks.map(({ Status }) => Status),
            states: row === undefined ? [] : await states(docker, row.Name),
            ...(row && { name: row.Name, replicas: row.Replicas }),
            ...present({ quiesced: quiesced.find(([, name]) => name === row?.Name)?.[0] }),
        });
    });
    const urls = appUrls(config);
    return {
        ...{ stack: config.origin.stack, prefix, urls },
        ...present({ url: urls[0], front: frontOf(cluster.deployment) }),
        ...(cluster.manager === undefined ? {} : { servers: serverStatus(cluster.servers, nodes, unreached) }),
        services: await Promise.all(statuses),
    };
}

/** An image that one engine does not have, another one may: those of built ones come to the first server alone at first. */
async function imageLabels(
    engines: readonly Docker[],
    images: readonly string[],
): Promise<ReadonlyMap<string, Readonly<Record<string, string>>>> {
    const found = images.map(async (image) => {
        for (const engine of engines) {
            // It may be gone from an engine while a container of it runs on.
            const text = await engine
                .ask("image", "inspect", image, "--format", "{{json .Config.Labels}}")
                .catch(() => undefined);
            if (text === undefined) continue;
            return [image, (JSON.parse(text) as Readonly<Record<string, string>> | null) ?? {}] as const;
        }
        return [image, {}] as const;
    });
    return new Map(await Promise.all(found));
}

async function states(docker: Docker, name: string): Promise<readonly string[]> {
    const lines = await docker.ask("service", "ps", name, "--format", "{{.CurrentState}}").catch(() => "");
    return lines
        .split("\n")
        .filter((line) => line !== "")
        .map((line) => line.split(" ")[0]?.toLowerCase() ?? "");
}

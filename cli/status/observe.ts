import { present } from "../../components/compose/present";
import { quiescedLabel } from "../../components/migration/quiesced-label";
import { replacedByMigration } from "../../stacks/migration-order";
import { appUrl } from "../../stacks/routed";
import { type Docker, dockerAt } from "../docker";
import { engineNames } from "../engine-names";
import { labelled } from "../labelled";
import { reachEngine } from "../reach-engine";
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
 * Asks the engine how a stack runs.
 *
 * @throws CliError when the engine does not answer
 */
export async function observeStack(files: StackFiles): Promise<StackStatus> {
    const { compose, config, prefix } = files;
    const docker = dockerAt(await reachEngine(config));
    const ours = ["--filter", `label=com.docker.stack.namespace=${prefix}`];
    const [services, containers, names, quiesced] = await Promise.all([
        docker.rows<ServiceRow>("service", "ls", ...ours),
        docker.rows<ContainerRow>("ps", ...ours),
        engineNames(docker, prefix),
        labelled(docker, prefix, quiescedLabel),
    ]);
    const labels = await imageLabels(docker, [...new Set(services.map(({ Image }) => Image))]);
    const replaced = replacedByMigration(compose, config);
    const running = Object.keys(compose.services).filter((service) => service !== replaced);
    const statuses = running.map(async (service) => {
        const row = services.find(({ Name }) => Name === names.get(service));
        const own = containers.filter(({ Names }) => row !== undefined && Names.startsWith(`${row.Name}.`));
        return decideStatus({
            service,
            declared: compose.services[service]?.deploy.replicas ?? 1,
            image: row?.Image ?? compose.services[service]?.image ?? "",
            labels: labels.get(row?.Image ?? "") ?? {},
            containers: own.map(({ Status }) => Status),
            ...(row && { name: row.Name, replicas: row.Replicas, lastState: await lastState(docker, row.Name) }),
            ...present({ quiesced: quiesced.find(([, name]) => name === row?.Name)?.[0] }),
        });
    });
    const url = appUrl(config);
    return {
        stack: config.origin.stack,
        prefix,
        ...(url === undefined ? {} : { url }),
        services: await Promise.all(statuses),
    };
}

async function imageLabels(
    docker: Docker,
    images: readonly string[],
): Promise<ReadonlyMap<string, Readonly<Record<string, string>>>> {
    const labelled = images.map(async (image) => {
        // An image may be gone from the engine while a container of it runs on.
        const text = await docker
            .ask("image", "inspect", image, "--format", "{{json .Config.Labels}}")
            .catch(() => "null");
        return [image, (JSON.parse(text) as Readonly<Record<string, string>> | null) ?? {}] as const;
    });
    return new Map(await Promise.all(labelled));
}

async function lastState(docker: Docker, name: string): Promise<string> {
    const states = await docker.ask("service", "ps", name, "--format", "{{.CurrentState}}").catch(() => "");
    return states.split(" ")[0]?.toLowerCase() ?? "";
}

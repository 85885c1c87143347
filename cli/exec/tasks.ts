import type { Docker } from "../docker";

/** A task of a service that has a container. */
export interface Task {
    /** Number of the replica, from 1; of a service that every server has, 0. */
    readonly replica: number;
    readonly state: string;
    /** Id of the server in the cluster that it runs on. */
    readonly node: string;
    /** Id of its container. */
    readonly container: string;
}

/**
 * Asks for the tasks of a service that run or are about to, on whichever server: those that run first, and each kind in the
 * order of their replicas.
 *
 * @param name of the service on the engine
 */
export async function tasksOf(docker: Docker, name: string): Promise<readonly Task[]> {
    const words = ["service", "ps", name, "--filter", "desired-state=running", "--quiet", "--no-trunc"];
    const ids = (await docker.ask(...words)).split("\n").filter((id) => id !== "");
    if (ids.length === 0) return [];
    const format = "{{.Slot}} {{.Status.State}} {{.NodeID}} {{with .Status.ContainerStatus}}{{.ContainerID}}{{end}}";
    const lines = await docker.ask("inspect", "--type", "task", ...ids, "--format", format);
    const rank = ({ state }: Task) => (state === "running" ? 0 : 1);
    return lines
        .split("\n")
        .map((line): Task => {
            const [replica = "", state = "", node = "", container = ""] = line.split(" ");
            return { replica: Number(replica), state, node, container };
        })
        .filter(({ container }) => container !== "")
        .toSorted((a, b) => rank(a) - rank(b) || a.replica - b.replica || (a.node < b.node ? -1 : 1));
}

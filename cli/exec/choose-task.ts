import { CliError } from "../cli-error";
import type { Task } from "./tasks";

/** Which task somebody wants. */
export interface WantedTask {
    /** Name of the service in the compose file. */
    readonly service: string;
    readonly stack: string;
    /** Number of the replica. */
    readonly replica?: number;
}

/**
 * Chooses a task of a service: the first one, unless a replica is wanted.
 *
 * @throws CliError when there is none, naming the replicas that there are
 */
export function chooseTask(tasks: readonly Task[], { service, stack, replica }: WantedTask): Task {
    const [first] = tasks;
    if (first === undefined) throw new CliError(`no container of ${service} runs: see ./slipway status ${stack}`);
    const wanted = replica === undefined ? first : tasks.find((task) => task.replica === replica);
    if (wanted !== undefined) return wanted;
    const numbers = tasks.map((task) => task.replica).toSorted((a, b) => a - b);
    throw new CliError(`service ${service} has no replica ${replica} that runs; there are ${numbers.join(", ")}`);
}

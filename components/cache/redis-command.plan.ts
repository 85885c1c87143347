import type { ServiceModel } from "../compose/model";

/** The command of a Redis server, taken apart. */
export interface RedisCommand {
    readonly program: "redis-server" | "valkey-server";
    /** The configuration file that it names. */
    readonly file?: string;
    /** What follows, each option with its values. */
    readonly options: readonly RedisOption[];
}

/** `--NAME VALUE…`. */
export interface RedisOption {
    /** Without the dashes, in lower case. */
    readonly name: string;
    readonly values: readonly string[];
}

/**
 * Takes a service's command apart as the official image does: a command that starts with an option or a configuration
 * file is one of the server's, and no command is the server alone.
 *
 * @returns undefined when it is none of a Redis server
 */
export function parseRedisCommand({ command = [], image = "" }: ServiceModel): RedisCommand | undefined {
    const [first = "-"] = command;
    const named = /^(?:\S*\/)?(redis|valkey)-server$/.exec(first)?.[1];
    if (named === undefined && !first.startsWith("-") && !first.endsWith(".conf")) return undefined;
    const kind = named ?? (isValkey(image) ? "valkey" : "redis");
    const [next = "", ...rest] = named === undefined ? command : command.slice(1);
    const file = next === "" || next.startsWith("-") ? undefined : next;
    const options = optionsOf(file === undefined && next !== "" ? [next, ...rest] : rest);
    if (options === undefined) return undefined;
    return { program: `${kind === "valkey" ? "valkey" : "redis"}-server`, ...(file && { file }), options };
}

function isValkey(image: string): boolean {
    return /(?:^|\/)valkey(?:[:@]|$)/.test(image);
}

/** Undefined when the words do not start with an option. */
function optionsOf(words: readonly string[]): readonly RedisOption[] | undefined {
    const options: { name: string; values: string[] }[] = [];
    for (const word of words) {
        const last = options.at(-1);
        if (word.startsWith("--")) options.push({ name: word.slice(2).toLowerCase(), values: [] });
        else if (last === undefined) return undefined;
        else last.values.push(word);
    }
    return options;
}

/** The words of a command whose first one may name the stack. */
export interface StackWords {
    readonly stack: string;
    readonly rest: readonly string[];
}

/** Takes the stack's name off a command's words: the first one, unless that is an option. */
export function takeStack(words: readonly string[]): StackWords {
    const [first, ...rest] = words;
    return first === undefined || first.startsWith("-") ? { stack: "local", rest: words } : { stack: first, rest };
}

/** A moment of a release at which its deployer can be killed. */
export interface Step {
    /** Who tells of it: the engine when it is asked to change something, or Pulumi when it prints what it does. */
    readonly by: "engine" | "pulumi";
    /** What happens, without anything that is different the next time. */
    readonly what: string;
    /** Which of those of this text, from 1. */
    readonly occurrence: number;
    /** Whether the engine gets to do it first; what Pulumi tells of has been done or begun. */
    readonly when: "before" | "after";
}

/** A step in a few words, for people. */
export function stepTitle({ what, occurrence, when }: Step): string {
    return `${when} ${what}${occurrence === 1 ? "" : ` (${occurrence})`}`;
}

/**
 * What a request asks the engine to change, e.g. `POST /services/create slipway-e2e-t3f9a1c_echo-*`; undefined when it
 * changes nothing.
 *
 * @param body of the request, as far as it is JSON
 */
export function engineStep(method: string, path: string, body: string): string | undefined {
    if (method === "GET" || method === "HEAD") return undefined;
    const plain = path.replace(/^\/v[\d.]+/, "").replace(/\?.*/, "");
    const name = /"Name":"([^"]+)"/.exec(body)?.[1];
    const command = /"Cmd":\[([^\]]+)\]/.exec(body)?.[1]?.replaceAll(/[",]+/g, " ");
    return withoutChance([`${method} ${plain}`, name ?? command?.trim()].join(" ").trim());
}

/**
 * What a line of Pulumi's says of a resource, e.g. `echo-release-service updating`; undefined when it is about none that a
 * provider makes.
 */
export function pulumiStep(line: string): string | undefined {
    const [, name, state] =
        /^ *[-+~<>=]+ +(?:command|docker):[\w:/]+ (\S+) ((?:creat|updat|delet|replac)\w+(?: \w+)?)/.exec(line) ?? [];
    return name === undefined || state === undefined ? undefined : withoutChance(`${name} ${state}`);
}

/** Ids and random ends of names are different each time. */
function withoutChance(text: string): string {
    return text
        .replace(/\b[a-z0-9]{25}\b/g, "*")
        .replace(/-[0-9a-f]{6,7}(?=\/|\s|$)/g, "-*")
        .replace(/\b[0-9a-f]{12,}\b/g, "*");
}

/** The moments of a recorded release: of what comes more than twice, the first, the one in the middle and the last. */
export function stepsOf(recorded: readonly { readonly by: Step["by"]; readonly what: string }[]): readonly Step[] {
    const counts = new Map<string, { readonly by: Step["by"]; readonly what: string; count: number }>();
    for (const { by, what } of recorded) {
        const entry = counts.get(`${by} ${what}`) ?? { by, what, count: 0 };
        entry.count += 1;
        counts.set(`${by} ${what}`, entry);
    }
    return [...counts.values()].flatMap(({ by, what, count }) => {
        // Pulumi says the same again while it goes on.
        const chosen = by === "pulumi" ? [1] : [...new Set([1, Math.ceil(count / 2), count])];
        const whens = by === "engine" ? (["before", "after"] as const) : (["after"] as const);
        return chosen.flatMap((occurrence) => whens.map((when) => ({ by, what, occurrence, when })));
    });
}

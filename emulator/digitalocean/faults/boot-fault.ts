/** What goes wrong with droplets that are made from now on. */
export interface BootFault {
    /** Which: the name, or its beginning before a `*`. */
    readonly name: string;
    /** `stuck`: stays `new` for ever. `dark`: becomes `active`, but no machine ever answers. */
    readonly outcome: "stuck" | "dark";
    /** How many more droplets; null: all. */
    readonly times: number | null;
}

/** The first fault that is meant for a droplet of that name, and the faults that are left for the next. */
export function takeBootFault(
    faults: readonly BootFault[],
    name: string,
): { readonly outcome: BootFault["outcome"] | null; readonly left: readonly BootFault[] } {
    const hit = faults.find((fault) => fault.times !== 0 && isMeant(fault.name, name));
    if (hit === undefined) return { outcome: null, left: faults };
    const left = faults.map((fault) =>
        fault === hit && fault.times !== null ? { ...fault, times: fault.times - 1 } : fault,
    );
    return { outcome: hit.outcome, left: left.filter(({ times }) => times !== 0) };
}

/** Whether the pattern, a name or its beginning before a `*`, means that name. */
export function isMeant(pattern: string, name: string): boolean {
    return pattern.endsWith("*") ? name.startsWith(pattern.slice(0, -1)) : name === pattern;
}

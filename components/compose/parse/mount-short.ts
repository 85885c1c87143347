/** A mount in the short form, taken apart. */
export interface ShortMount {
    readonly source: string | undefined;
    readonly target: string;
    readonly readOnly: boolean;
    /** What has no effect. */
    readonly note: string | undefined;
}

/** Why a mount cannot be had. */
export interface MountFault {
    readonly found: string;
    readonly mend: string;
}

/** Options that only tune file sharing of Docker Desktop. */
const desktop = ["cached", "delegated", "consistent"];

/** Takes `TARGET`, `SOURCE:TARGET` or `SOURCE:TARGET:OPTION,…` apart. */
export function parseMount(written: string): ShortMount | MountFault {
    const parts = written.split(":");
    const [first = "", second, options = ""] = parts;
    if (parts.length > 3 || first === "" || second === "" || written.includes("\\")) {
        const found = `${JSON.stringify(written)} is not a mount`;
        return { found, mend: "write SOURCE:TARGET or SOURCE:TARGET:ro with paths of Linux" };
    }
    const words = options.split(",").filter((word) => word !== "");
    const unknown = words.filter((word) => !["ro", "rw", "z", "Z", ...desktop].includes(word));
    if (unknown.length > 0) {
        return { found: `option ${unknown.join(", ")} of a mount is not supported`, mend: "leave it out, or use ro" };
    }
    const labelled = words.find((word) => word === "z" || word === "Z");
    return {
        source: second === undefined ? undefined : first,
        target: second ?? first,
        readOnly: words.includes("ro"),
        note: labelled && `option ${labelled} has no effect: Swarm does not relabel for SELinux`,
    };
}

/** The steps from a stack's configuration down to one value: first the key without its namespace. */
export type KeyPath = readonly (string | number)[];

/** Writes a path as `pulumi config --path` takes it: `slipway:domain.routes[0].port`. */
export function formatKeyPath(path: KeyPath): string {
    return `slipway:${formatPath(path)}`;
}

/** Writes a path inside a file: `flows[0].steps[1].json`. */
export function formatPath([first, ...steps]: KeyPath): string {
    const tail = steps.map((step) => {
        if (typeof step === "number") return `[${step}]`;
        return /^[A-Za-z_][\w-]*$/.test(step) ? `.${step}` : `[${JSON.stringify(step)}]`;
    });
    return `${first ?? ""}${tail.join("")}`;
}

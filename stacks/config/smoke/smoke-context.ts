/** What a file of flows may speak of. */
export interface SmokeContext {
    /** Hosts of the stack's routes, in their order. */
    readonly hosts: readonly string[];
    /** Names of the stack's variables that anybody may read. */
    readonly plain: readonly string[];
    /** Names of those that nobody may. */
    readonly secrets: readonly string[];
    /** A digest of the file at a path from the folder of the flow file; undefined when there is none. */
    readonly digest: (path: string) => string | undefined;
    /** The same path from the project's folder, or absolute. */
    readonly locate: (path: string) => string;
}

/** The variable that is another text in each run. */
export const uniqueVariable = "unique";

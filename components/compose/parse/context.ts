import type { Report } from "../report";
import type { PlainSecrets, Variables } from "../variables";

/** What reading a service needs beside its place in the file. */
export interface ParseContext {
    readonly report: Report;
    /** Absolute path of the folder that the compose file lies in. */
    readonly directory: string;
    readonly variables: Variables;
    readonly plainSecrets?: PlainSecrets;
    /** Content of the file at an absolute path, undefined when there is none. */
    readonly read: (path: string) => string | undefined;
}

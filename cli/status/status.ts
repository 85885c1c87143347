import type { FrontStatus } from "../servers/front";
import type { ServerStatus } from "../servers/server-status";

/** What a service does at the moment. */
export type Health = "healthy" | "running" | "starting" | "unhealthy" | "completed" | "failed" | "stopped" | "absent";

/** One service of the compose file as it runs. */
export interface ServiceStatus {
    readonly service: string;
    /** SemVer version of the release that built its image, or the tag of an image from elsewhere. */
    readonly version: string;
    /** Commit that the image was built from; empty when it was not built here. */
    readonly commit: string;
    /** When the image was built, RFC 3339; empty when it was not built here. */
    readonly built: string;
    /** Tasks that run, of those wanted, e.g. `1/1`. */
    readonly replicas: string;
    readonly health: Health;
    /** Tasks that have failed, of those that the cluster remembers: the last few of each replica. */
    readonly failures: number;
    /** Command that brings it back, when it is stopped. */
    readonly bringBack?: string;
}

/** A stack as it runs. */
export interface StackStatus {
    readonly stack: string;
    /** What every name on the engine starts with. */
    readonly prefix: string;
    /** Where the app is reached, when it has routes. */
    readonly url?: string;
    /** All names under which it is reached, as addresses in a browser; that one is the first. */
    readonly urls: readonly string[];
    /** Where requests come in, when it has servers. */
    readonly front?: FrontStatus;
    /** Its servers, when it has some. */
    readonly servers?: readonly ServerStatus[];
    readonly services: readonly ServiceStatus[];
}

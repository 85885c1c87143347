import type { ServiceFile } from "../files";

/** What the stack decides about a service, beside its compose file. */
export interface RenderContext {
    /** Reference of the image to run, e.g. `acme/api@sha256:…`. */
    readonly image: string;
    /** The proxy answers to the service's plain name inside the stack's networks, so the service must not. */
    readonly routed: boolean;
    /** Container ports that the proxy serves: these are not published on the host. */
    readonly routedPorts: readonly number[];
    /** Labels of the Swarm service, which win over those of `deploy.labels`. */
    readonly labels: Readonly<Record<string, string>>;
    /** Engine names of the named volumes that the service mounts, by their name in the compose file. */
    readonly volumes: Readonly<Record<string, string>>;
    /** What `secretFiles` told. */
    readonly secrets: readonly ServiceFile[];
    /** What `configFiles` told. */
    readonly configs: readonly ServiceFile[];
    /** Environment variables of the containers whose values the placeholders of the same names carry: `SLIPWAY_…`. */
    readonly filled?: readonly string[];
    /** One task on every node, in place of `replicas`. */
    readonly everywhere?: boolean;
    /** All tasks are replaced at once, each old one stopped before its successor starts. */
    readonly recreate?: boolean;
}

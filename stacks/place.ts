import type * as pulumi from "@pulumi/pulumi";
import type { ComposeModel } from "../components/compose/model";
import type { Hosts } from "../components/host/hosts";
import type { StateResources } from "../components/plan/previous-release";
import type { EdgeTls } from "../components/proxy/edge-secrets";
import type { Door } from "../components/smoke/plan";
import type { LaunchedImage } from "./launched-images";
import type { ProgramConfig } from "./stack-config";

/** What decides where a stack runs. */
export interface PlaceArgs {
    readonly config: ProgramConfig;
    readonly compose: ComposeModel;
    /** Prefix of every name on the engine. */
    readonly stack: string;
    /** Folder of the project. */
    readonly directory: string;
    /** Images that need `sh`. */
    readonly launched: readonly LaunchedImage[];
    /** What Pulumi's state has of the stack. */
    readonly state: StateResources;
}

/** Where a stack runs, and how its app is reached there. */
export interface Place {
    readonly hosts: Hosts;
    /** IPv4 address at which requests come in, where that is not this machine. */
    readonly address?: pulumi.Input<string>;
    /** Is there once the hosts are one cluster. */
    readonly cluster: pulumi.Resource;
    /** Environment in which docker talks to the engine that builds images. */
    readonly builder: Readonly<Record<string, pulumi.Input<string>>>;
    /** Sends an image that a service has built to where it runs; absent where that is the same engine. */
    readonly send?: (service: string, reference: string, image: pulumi.Resource) => SentThere;
    /** Port of each host at which the edge takes requests in plain text. */
    readonly port: number;
    readonly tls?: EdgeTls;
    /** How the smoke flows reach the app while it is released. */
    readonly inside: pulumi.Input<Door>;
    /** Makes the app known once its routes stand. */
    readonly publish: (routes: readonly pulumi.Resource[]) => Publication;
}

/** An image where it runs. */
export interface SentThere {
    /** After which it is there. */
    readonly image: pulumi.Resource;
    /** What the registry knows it by; absent where it is in none. */
    readonly digest?: pulumi.Output<string>;
}

/** The app as anybody reaches it. */
export interface Publication {
    /** How. */
    readonly door: pulumi.Input<Door>;
    /** Are there once it is. */
    readonly known: readonly pulumi.Resource[];
}

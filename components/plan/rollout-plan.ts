import type { Strategy } from "../compose/strategy";
import type { CutOverPlan } from "../cutover/plan";

/** What a release will do, as far as it is known before: plain data, for people as text and for programs as JSON. */
export interface RolloutPlan {
    readonly stack: string;
    /** Of the app; `from` is absent where no release came to its end yet, or the last one did not. */
    readonly version: { readonly from?: string; readonly to: string };
    /** In the order in which they are released; those that go come last. */
    readonly services: readonly ServicePlan[];
    readonly migration?: MigrationPlan;
    readonly gates: Gates;
    /** Why the release before failed, if it did: by the part of it that failed. */
    readonly failures: readonly Failure[];
    readonly notes: readonly string[];
}

/** What becomes of one service. */
export interface ServicePlan {
    readonly name: string;
    /** `waits`: its new version runs already, from a release that did not come to its end, and gets no requests yet. */
    readonly change: "new" | "changes" | "waits" | "unchanged" | "removed";
    /** `once`: it runs to completion, anew for each change. Absent where the service goes. */
    readonly strategy?: Strategy | "once";
    /** What decided on the strategy, in plain words. */
    readonly why: string;
    /** Only what concerns the service around its containers changes, such as `replicas`: no container is replaced. */
    readonly inPlace: boolean;
    /** The version before stays. */
    readonly standby: boolean;
    /** It changes before requests are led to the new version, and an abort does not take it back. */
    readonly goesBeforeRoute: boolean;
    readonly downtime: Downtime;
    /** References, with what tells their content where it is known: a digest, or the tag of an image built here. */
    readonly image: { readonly from?: string; readonly to?: string };
    /** Variables in clear. */
    readonly variables: NameChanges;
    readonly secrets: NameChanges;
    /** The compose file's configs. */
    readonly configs: NameChanges;
    /** What else of its document changes, by key: `command`, `deploy.resources`. */
    readonly other: readonly string[];
}

/** How long nobody answers for a service. */
export interface Downtime {
    readonly seconds: number;
    readonly basis: "none" | "estimated" | "measured";
}

/** Names only, each list in alphabetical order. */
export interface NameChanges {
    readonly added: readonly string[];
    readonly changed: readonly string[];
    readonly removed: readonly string[];
}

/** The migration of the database: whether it is behind is only known when its image has been asked. */
export interface MigrationPlan {
    readonly service: string;
    readonly command: string;
    /** `if behind`: the database is looked at, and migrated when it is behind its image; `no`: its image is what it was. */
    readonly runs: "if behind" | "no";
    /** Seconds that it may take. */
    readonly timeout: number;
    /** Services that stand still meanwhile. */
    readonly quiesced: readonly string[];
}

/** What has to hold before a release goes on. */
export interface Gates {
    /** Seconds that a service may take to get healthy. */
    readonly healthy: number;
    /** Names of the smoke flows. */
    readonly smoke: readonly string[];
    readonly canary?: { readonly services: readonly string[] } & Pick<CutOverPlan, "steps" | "limits" | "inconclusive">;
    /** Seconds that what is open on the old version may last; absent where none stands beside a new one. */
    readonly drain?: number;
}

/** What failed in the release before. */
export interface Failure {
    /**
     * Name of the service; `route` for the leading over of requests, `smoke` for the smoke flows at the end, `migration`
     * for the database.
     */
    readonly part: string;
    readonly reason: string;
}

import * as pulumi from "@pulumi/pulumi";
import { Announcer, type AnnouncerArgs } from "./announcer";

/**
 * Announces the deploy that runs the program: its start with the first resource that is made or changed, its failure
 * with the first that fails, its success after the last, removals included. A preview announces nothing, and neither
 * does a deploy that makes and changes nothing. To be called before the resources are made.
 */
export function announceDeploys(args: AnnouncerArgs): Announcer {
    const announcer = new Announcer(args);
    if (pulumi.runtime.isDryRun()) return announcer;
    let watched = false;
    const before = new pulumi.ResourceHook(
        "announce-start",
        () => {
            announcer.begin();
            if (!watched) watchProgram(announcer);
            watched = true;
        },
        { ignoreErrors: true },
    );
    const onError = new pulumi.ErrorHook("announce-failure", async ({ name, errors: [newest = ""] }) => {
        await announcer.fail(newest, name);
        return false;
    });
    // Delete hooks are not for this: with one in the state, plain `pulumi destroy` refuses to work.
    pulumi.runtime.registerStackTransformation(({ type, props, opts }) => {
        if (!changesSomething(type)) return undefined;
        const { beforeCreate = [], beforeUpdate = [], onError: others = [] } = opts.hooks ?? {};
        const hooks = {
            ...opts.hooks,
            beforeCreate: [...beforeCreate, before],
            beforeUpdate: [...beforeUpdate, before],
            onError: [...others, onError],
        };
        return { props, opts: { ...opts, hooks } };
    });
    return announcer;
}

/** Components and providers stand for other resources. */
function changesSomething(type: string): boolean {
    return !type.startsWith("slipway:") && !type.startsWith("pulumi:");
}

/** Announces the end of a deploy whose resources have no more to say. */
function watchProgram(announcer: Announcer): void {
    let rounds = 0;
    process.on("beforeExit", () => {
        rounds += 1;
        // In the second round at the latest, the SDK waits for the engine to remove what is no longer there; after it,
        // there is a third.
        if (rounds < 3) setImmediate(() => {});
        if (rounds === 3) void announcer.succeed();
    });
    const stopped = () => {
        void announcer.fail("it was stopped before its end").then(() => process.exit(130));
    };
    process.on("SIGINT", stopped);
    process.on("SIGTERM", stopped);
    const broken = (error: unknown) => {
        void announcer.fail(error instanceof Error ? error.message : String(error));
    };
    process.on("uncaughtException", broken);
    process.on("unhandledRejection", broken);
}

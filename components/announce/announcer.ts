import * as pulumi from "@pulumi/pulumi";
import { announcementText, type Deploy, type DeployEvent, slackBody, webhookBody } from "./announcement";
import { failureReason } from "./failure-reason";
import { type Origin, originOf } from "./origin";
import { post } from "./post";

/** What an {@link Announcer} needs to know. */
export interface AnnouncerArgs {
    /** Version of the release. */
    readonly version: string;
    /** Where the app is reached, when it has routes. */
    readonly url?: pulumi.Input<string>;
    /** Folder of the project, whose commit is told. */
    readonly directory: string;
    /** URLs that hear of it: of a chat's incoming webhook, and of anything that takes JSON. */
    readonly notify: { readonly slack?: pulumi.Input<string>; readonly webhook?: pulumi.Input<string> };
}

/**
 * Tells the terminal and the URLs of one deploy's start and end, each once. What does not arrive is a warning, never a
 * failure of the deploy; no method throws.
 */
export class Announcer {
    readonly #created = performance.now();
    readonly #secrets = new Set<string>();
    #changes = 0;
    #start: Promise<void> | undefined;
    #end: Promise<void> | undefined;
    #origin: Promise<Origin> | undefined;

    constructor(private readonly args: AnnouncerArgs) {}

    /** Shows these values in no announcement, each from when it is known. */
    public hide(secrets: readonly pulumi.Input<string>[]): void {
        for (const secret of secrets) pulumi.output(secret).apply((value) => this.#secrets.add(value));
    }

    /** Counts an operation that begins; the deploy starts with the first. Nothing waits for the announcement. */
    public begin(): void {
        this.#changes += 1;
        this.#start ??= this.#tell(() => ({ event: "started" }));
    }

    /** Announces that the deploy ended well, unless it has not begun, or has ended. */
    public async succeed(): Promise<void> {
        if (this.#start === undefined) return;
        const changes = this.#changes;
        await this.#finish(() => ({ event: "succeeded", seconds: this.#seconds(), changes }));
    }

    /**
     * Announces that the deploy failed, unless it has ended.
     *
     * @param what the part of the deploy that failed, if it was one
     */
    public async fail(error: string, what?: string): Promise<void> {
        await this.#finish((secrets) => {
            const reason = failureReason(error, secrets);
            return {
                event: "failed",
                seconds: this.#seconds(),
                reason: what === undefined ? reason : `${what}: ${reason}`,
            };
        });
    }

    /** The one end of the deploy, told after its start. */
    async #finish(event: (secrets: readonly string[]) => DeployEvent): Promise<void> {
        this.#end ??= (this.#start ?? Promise.resolve()).then(() => this.#tell(event));
        await this.#end;
    }

    async #tell(describe: (secrets: readonly string[]) => DeployEvent): Promise<void> {
        const [deploy, { slack, webhook }] = await Promise.all([this.#describeDeploy(), known(this.args.notify)]);
        const event = describe([...this.#secrets, ...[slack, webhook].flatMap((url) => url ?? [])]);
        const text = announcementText(deploy, event);
        await said(event.event === "failed" ? pulumi.log.error(text) : pulumi.log.info(text));
        await Promise.all([
            send("slack", slack, slackBody(deploy, event)),
            send("webhook", webhook, webhookBody(deploy, event, new Date().toISOString())),
        ]);
    }

    async #describeDeploy(): Promise<Deploy> {
        const { version, directory, url = "" } = this.args;
        this.#origin ??= originOf(directory);
        const [origin, address] = await Promise.all([this.#origin, known({ url })]);
        return { project: pulumi.getProject(), stack: pulumi.getStack(), version, ...origin, ...address };
    }

    #seconds(): number {
        return Math.round((performance.now() - this.#created) / 100) / 10;
    }
}

/** Sends to one URL; what goes wrong is a warning with the host's name, for the rest of the URL is a secret. */
async function send(key: string, url: string | undefined, body: string): Promise<void> {
    if (url === undefined) return;
    const problem = await post(url, body);
    if (problem === undefined) return;
    await said(
        pulumi.log.warn(
            `the announcement did not reach ${new URL(url).host} (slipway:notify.${key}): ${problem}; the deploy itself is not affected`,
        ),
    );
}

/** A line that the terminal does not take any more is lost. */
async function said(line: Promise<void>): Promise<void> {
    await line.catch(() => undefined);
}

/** The values of outputs that are known from the start. */
function known<T>(value: T): Promise<pulumi.Unwrap<T>> {
    return new Promise((resolve) => pulumi.output(value).apply(resolve));
}

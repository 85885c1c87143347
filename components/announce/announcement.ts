/** What is deployed, where, and by whom. */
export interface Deploy {
    readonly project: string;
    readonly stack: string;
    /** Version of the release. */
    readonly version: string;
    /** Short commit of the project's folder, with `-dirty` where that has changes; empty when there is none. */
    readonly commit: string;
    /** Who deploys, as people call them; empty when nobody knows. */
    readonly who: string;
    /** Where the app is reached; empty when nothing is routed. */
    readonly url: string;
}

/** What is told of a deploy; spans are in seconds. */
export type DeployEvent =
    | { readonly event: "started" }
    | { readonly event: "succeeded"; readonly seconds: number; readonly changes: number }
    | { readonly event: "failed"; readonly seconds: number; readonly reason: string };

/** Says an announcement in one line. */
export function announcementText(deploy: Deploy, event: DeployEvent): string {
    const { project, stack, version, commit, who, url } = deploy;
    const details = [commit, who === "" ? "" : `by ${who}`].filter((detail) => detail !== "");
    const what = `${project}/${stack}: deploy of ${version}${details.length > 0 ? ` (${details.join(", ")})` : ""}`;
    switch (event.event) {
        case "started":
            return `${what} started`;
        case "succeeded": {
            const changed = `${event.changes} ${event.changes === 1 ? "change" : "changes"}`;
            return `${what} succeeded in ${span(event.seconds)}, ${changed}${url === "" ? "" : `: ${url}`}`;
        }
        case "failed":
            return `${what} failed after ${span(event.seconds)}: ${event.reason}`;
    }
}

/** Body for an incoming webhook of Slack or of what understands the same. */
export function slackBody(deploy: Deploy, event: DeployEvent): string {
    // Slack reads <…> as links and mentions: a reason shall not call a whole channel.
    const escaped = announcementText(deploy, event)
        .replaceAll("&", "&amp;")
        .replaceAll("<", "&lt;")
        .replaceAll(">", "&gt;");
    return JSON.stringify({ text: escaped });
}

/**
 * Body for any other webhook: everything that is known, and the same as a text.
 *
 * @param time when it happened, RFC 3339
 */
export function webhookBody(deploy: Deploy, event: DeployEvent, time: string): string {
    return JSON.stringify({ ...event, ...deploy, time, text: announcementText(deploy, event) });
}

function span(seconds: number): string {
    const whole = Math.round(seconds);
    return whole < 60 ? `${whole}s` : `${Math.floor(whole / 60)}m${String(whole % 60).padStart(2, "0")}s`;
}

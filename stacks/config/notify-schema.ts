import { z } from "zod";
import { field } from "./field";
import { isHttpUrl } from "./http-url";

const url = z.string().refine(isHttpUrl);

/** `slipway:notify`: who hears of a deploy's start, end and failure. */
export const notifySchema = field(
    {
        meaning: "Where a deploy's start, end and failure are announced, besides the terminal.",
        expected: "a map with slack and webhook",
        example: "slipway:notify: { slack: { secure: … } }",
    },
    z
        .strictObject({
            /** URL of a chat's incoming webhook. */
            slack: field(
                {
                    meaning:
                        "Incoming webhook of Slack, Mattermost, or Discord (its URL with `/slack` at the end). Set it with `pulumi config set --secret --path 'slipway:notify.slack' --stack STACK`.",
                    expected: "an encrypted http or https URL",
                    example: "slack: { secure: … }",
                    change: "Nothing restarts; the next deploy is announced there.",
                },
                url.exactOptional(),
            ),
            /** URL that gets a JSON object. */
            webhook: field(
                {
                    meaning:
                        "URL that gets each announcement as a JSON object. Set it with `pulumi config set --secret --path 'slipway:notify.webhook' --stack STACK`.",
                    expected: "an encrypted http or https URL",
                    example: "webhook: { secure: … }",
                    change: "Nothing restarts; the next deploy is announced there.",
                },
                url.exactOptional(),
            ),
        })
        .default({}),
);

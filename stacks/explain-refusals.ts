import * as pulumi from "@pulumi/pulumi";
import { missingPermission, permissionMend } from "../components/dns/missing-permission.plan";

/**
 * Has it said which permission `cloudflare:apiToken` lacks where Cloudflare refuses to make or change something for that:
 * it says no more than "Authentication error" itself. To be called before the resources are made.
 */
export function explainRefusals(): void {
    if (pulumi.runtime.isDryRun()) return;
    const told = new Set<string>();
    const explain = new pulumi.ErrorHook("explain-refusal", async ({ errors: [newest = ""] }) => {
        const permission = missingPermission(newest);
        if (permission !== undefined && !told.has(permission)) {
            told.add(permission);
            await pulumi.log.error(`cloudflare:apiToken lacks ${permission}: ${permissionMend(permission)}`);
        }
        return false;
    });
    pulumi.runtime.registerStackTransformation(({ type, props, opts }) => {
        if (!type.startsWith("cloudflare:")) return undefined;
        const hooks = { ...opts.hooks, onError: [...(opts.hooks?.onError ?? []), explain] };
        return { props, opts: { ...opts, hooks } };
    });
}

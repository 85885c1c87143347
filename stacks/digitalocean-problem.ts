/**
 * Why DigitalOcean could not be asked for something, and the mend, by the provider's words for it.
 *
 * @param what was asked for, e.g. `its regions`
 * @param reason what the provider said
 */
export function digitalOceanProblem(what: string, reason: string): string {
    const said = (reason.trim().split("\n").at(-1) ?? "").replace(/^.*\b(?:returned an error|invoking [^ ]+): /, "");
    if (/: 401\b|unable to authenticate/i.test(reason)) {
        return `DigitalOcean does not tell ${what}, because it refuses digitalocean:token: make a new one with the scopes that servers need, and set it (pulumi config set --secret digitalocean:token, or DIGITALOCEAN_TOKEN); DigitalOcean said: ${said}`;
    }
    if (/: 403\b/.test(reason)) {
        return `DigitalOcean does not tell ${what}, because digitalocean:token lacks a scope for it: make one that has it, and set it (pulumi config set --secret digitalocean:token, or DIGITALOCEAN_TOKEN); DigitalOcean said: ${said}`;
    }
    if (/: 429\b/.test(reason)) {
        return `DigitalOcean does not tell ${what}, because it has had too many requests of this account: wait until the hour is over, and repeat`;
    }
    return `DigitalOcean does not tell ${what}: ${said}; see that api.digitalocean.com can be reached from here and is up (status.digitalocean.com), then repeat`;
}

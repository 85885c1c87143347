/** Tells whether a variable's name says that its value may be secret, such as `DB_PASSWORD` or `SENTRY_KEY`. */
export function looksSecret(name: string): boolean {
    return /(?:PASSWORD|PASSWD|SECRET|TOKEN|(?:^|_|API)KEY)$/i.test(name) && !isPublic(name);
}

/**
 * Tells whether a variable must be an encrypted secret, by its name (`…_PASSWORD`, `…_SECRET`, `…_TOKEN`,
 * `…_SECRET_KEY`) or by its value (a URL with a password in it, a private key). Switches such as
 * `ALLOW_EMPTY_PASSWORD: true` and names that are public by convention (`NEXT_PUBLIC_MAP_TOKEN`) need not; neither do
 * paths of files (`…_FILE`), which don't end in one of these words.
 */
export function mustBeSecret(name: string, value: string): boolean {
    if (/^[a-z][a-z0-9+.-]*:\/\/[^/\s:@]*:[^/\s@]+@/i.test(value)) return true;
    if (/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(value)) return true;
    if (/^(?:true|false|yes|no|on|off)$/i.test(value) || isPublic(name)) return false;
    return /(?:^|_)(?:PASSWORD|PASSWD|SECRET|TOKEN|SECRET_KEY)$/i.test(name);
}

/** Bundlers put variables with these names into pages that anybody can read. */
function isPublic(name: string): boolean {
    return /(?:^|_)PUBLIC_/i.test(name) || /^(?:VITE|REACT_APP|GATSBY)_/i.test(name);
}

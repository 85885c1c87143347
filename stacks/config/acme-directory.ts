const directories: Readonly<Record<string, string>> = {
    production: "https://acme-v02.api.letsencrypt.org/directory",
    staging: "https://acme-staging-v02.api.letsencrypt.org/directory",
};

/**
 * Reads which certificate authority is asked: `production` and `staging` are Let's Encrypt's.
 * @returns the URL of its ACME directory; `undefined` when the text is neither of these words nor an https URL
 */
export function parseAcmeDirectory(text: string): string | undefined {
    if (Object.hasOwn(directories, text)) return directories[text];
    return /^https:\/\/\S+$/i.test(text) && URL.canParse(text) ? text : undefined;
}

/** The name by which an authority is found in CAA records; undefined when it is not known for the directory. */
export function caaOfDirectory(url: string): string | undefined {
    return Object.values(directories).includes(url) ? "letsencrypt.org" : undefined;
}

/** Tells whether no browser trusts the certificates of a directory, which is there to try things. */
export function isStagingDirectory(url: string): boolean {
    return url === directories.staging;
}

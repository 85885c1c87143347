/** Tells whether a text is a mail address that a certificate authority takes: a plain one, with a domain of two labels or more. */
export function isEmail(text: string): boolean {
    return /^[\w.+-]+@[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$/i.test(text);
}

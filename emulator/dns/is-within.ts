/** Tells whether a name is a domain's own or lies below it. Both in lower case, without a full stop at the end. */
export function isWithin(name: string, domain: string): boolean {
    return name === domain || name.endsWith(`.${domain}`);
}

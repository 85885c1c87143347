/**
 * The PEM blocks of a kind in a text, in their order, each with its markers and a line break at its end.
 *
 * @param label what stands in the markers, e.g. `CERTIFICATE`
 */
export function pemBlocks(text: string, label: string): readonly string[] {
    const block = new RegExp(`-----BEGIN ${label}-----\\n[A-Za-z0-9+/=\\n]+-----END ${label}-----`, "g");
    return [...text.matchAll(block)].map(([found]) => `${found}\n`);
}

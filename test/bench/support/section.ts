/**
 * Puts a text between the two comments that mark a section of a Markdown page; whatever was there goes.
 *
 * @throws Error when the page does not have both of them, in order
 */
export function replaceSection(page: string, name: string, text: string): string {
    const start = `<!-- bench:${name} -->`;
    const end = `<!-- /bench:${name} -->`;
    const from = page.indexOf(start);
    const to = page.indexOf(end, from);
    if (from === -1 || to === -1) throw new Error(`the page has no section between ${start} and ${end}`);
    return `${page.slice(0, from)}${start}\n\n${text.trim()}\n\n${page.slice(to)}`;
}

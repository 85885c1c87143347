/** A word as a shell reads it back, whatever is in it. */
export function quoted(word: string): string {
    return `'${word.replaceAll("'", "'\\''")}'`;
}

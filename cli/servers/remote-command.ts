/**
 * A command as one text for the shell on a server, which takes it apart: a single word is read there as it is, so that it
 * may have pipes; of several, each arrives as it was given.
 */
export function remoteCommand(words: readonly string[]): string {
    const [only = "", ...more] = words;
    return more.length === 0 ? only : words.map(quoted).join(" ");
}

function quoted(word: string): string {
    return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

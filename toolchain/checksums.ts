/**
 * The SHA-256 sum of one file in a publisher's list, lower-case hex; undefined when the file is not listed. A line is
 * `<sum>  <name>` or `<sum> *<name>`, as sha256sum writes them.
 */
export function listedSum(list: string, file: string): string | undefined {
    for (const line of list.split("\n")) {
        const [, sum, name] = /^([0-9a-f]{64}) [ *](.+?)\r?$/i.exec(line) ?? [];
        if (name === file || name === `./${file}`) return sum?.toLowerCase();
    }
    return undefined;
}

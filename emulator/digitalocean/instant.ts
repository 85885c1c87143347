/** A time as the API writes it: to the second, in UTC, as in `2020-07-21T18:37:44Z`. */
export function instant(milliseconds: number): string {
    return new Date(milliseconds).toISOString().replace(/\.\d+Z$/, "Z");
}

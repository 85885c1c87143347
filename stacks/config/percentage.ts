/**
 * Reads a percentage such as `1%` or `0.5 %`.
 * @returns a share, above 0 and below 1; `undefined` when the text is no such percentage
 */
export function parsePercentage(text: string): number | undefined {
    const [, digits] = /^(\d+(?:\.\d+)?) ?%$/.exec(text) ?? [];
    // Without the rounding 0.7 % would be 0.006999999999999999.
    const share = digits === undefined ? 0 : Number((Number(digits) / 100).toPrecision(12));
    return share > 0 && share < 1 ? share : undefined;
}

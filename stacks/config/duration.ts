const unitSeconds: Readonly<Record<string, number>> = { ms: 0.001, s: 1, m: 60, h: 3600, d: 86_400 };

/**
 * Reads a length of time such as `30s`, `5m`, `1h30m` or `500ms`.
 * @returns seconds, above 0; `undefined` when the text is not a duration
 */
export function parseDuration(text: string): number | undefined {
    if (!/^(?:\d+(?:\.\d+)?(?:ms|s|m|h|d))+$/.test(text)) return undefined;
    let seconds = 0;
    for (const [, amount, unit] of text.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h|d)/g)) {
        seconds += Number(amount) * (unitSeconds[unit ?? ""] ?? 0);
    }
    const rounded = Math.round(seconds * 1000) / 1000;
    return rounded > 0 && Number.isFinite(rounded) ? rounded : undefined;
}

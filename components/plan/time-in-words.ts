/** Seconds as a duration that a configuration could hold: `500ms`, `30s`, `1m30s`, `2h`. */
export function timeInWords(seconds: number): string {
    if (seconds < 1) return `${Math.round(seconds * 1000)}ms`;
    const whole = Math.floor(seconds);
    const parts = [
        [Math.floor(whole / 3600), "h"],
        [Math.floor(whole / 60) % 60, "m"],
        [Number((seconds - Math.floor(whole / 60) * 60).toPrecision(4)), "s"],
    ] as const;
    return parts.map(([amount, unit]) => (amount === 0 ? "" : `${amount}${unit}`)).join("");
}

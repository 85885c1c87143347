const powers = ["", "k", "m", "g", "t", "p"];

/** Bytes of a size such as `512m`, `1.5 GiB` or `1024`; units are powers of 1024. Undefined when it is no size. */
export function parseBytes(text: string): number | undefined {
    const match = /^(\d+(?:\.\d+)?) ?([kmgtp]?)(?:i?b)?$/i.exec(text);
    if (!match) {
        return undefined;
    }
    return Math.floor(Number(match[1]) * 1024 ** powers.indexOf((match[2] ?? "").toLowerCase()));
}

/**
 * A duration such as `1m30s` or `1d` in the units that the engine's tools read too (days and weeks become hours).
 * Undefined when it is no duration.
 */
export function parseDuration(text: string): string | undefined {
    if (!/^(\d+(\.\d+)?(ns|us|µs|ms|s|m|h|d|w))+$/.test(text)) {
        return text === "0" ? "0s" : undefined;
    }
    return text.replaceAll(/(\d+(?:\.\d+)?)([dw])/g, (_, amount: string, unit: string) => {
        return `${Number(amount) * (unit === "d" ? 24 : 168)}h`;
    });
}

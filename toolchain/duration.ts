/** A span of milliseconds as people say it: `0.4s`, `12s`, `3m40s`, `1h02m`. */
export function humanDuration(milliseconds: number): string {
    if (milliseconds < 9_950) return `${(milliseconds / 1000).toFixed(1)}s`;
    const seconds = Math.round(milliseconds / 1000);
    if (seconds < 60) return `${seconds}s`;
    const minutes = Math.floor(seconds / 60);
    if (minutes < 60) return `${minutes}m${two(seconds % 60)}s`;
    return `${Math.floor(minutes / 60)}h${two(minutes % 60)}m`;
}

function two(value: number): string {
    return String(value).padStart(2, "0");
}

import { distance } from "fastest-levenshtein";

/** Finds the known name that somebody most likely meant; `undefined` when none is near enough to be a slip. */
export function nearestName(name: string, known: readonly string[]): string | undefined {
    const ranked = known
        .map((candidate) => ({ candidate, edits: distance(name.toLowerCase(), candidate.toLowerCase()) }))
        .sort((a, b) => a.edits - b.edits);
    const best = ranked[0];
    const allowed = name.length < 4 ? 1 : Math.max(2, Math.floor(name.length / 3));
    return best !== undefined && best.edits <= allowed ? best.candidate : undefined;
}

import type { Problem } from "./problem";
import type { Place } from "./tree";

/** Collects what the passes over one file find, so that the user hears of everything at once. */
export class Report {
    public readonly problems: Problem[] = [];
    public readonly notes: string[] = [];

    constructor(public readonly file: string) {}

    /** Something that must be mended before the file can be deployed. */
    public problem(place: Pick<Place, "path" | "at">, found: string, mend: string): void {
        this.problems.push({ file: this.file, ...place.at, path: place.path, found, mend });
    }

    /** Something without an effect that the user should know of. */
    public note(place: Pick<Place, "path" | "at">, text: string): void {
        this.notes.push(`${this.file}:${place.at.line}:${place.at.column} ${place.path}: ${text}`);
    }
}

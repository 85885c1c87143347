import type { Report } from "./report";
import type { Place } from "./tree";
import { isNull, readMap } from "./values";

/** Reads what stands at a place; says so and gives undefined when it is not of the kind. */
export type ReadValue<T> = (place: Place, report: Report) => T | undefined;

/** The keys of a map. A key without a value counts as not there, as in compose. */
export class Fields {
    private readonly map: ReadonlyMap<string, Place>;

    constructor(
        public readonly place: Place,
        public readonly report: Report,
    ) {
        this.map = readMap(place, report);
    }

    public at(key: string): Place | undefined {
        const place = this.map.get(key);
        return place && !isNull(place) ? place : undefined;
    }

    public read<T>(key: string, read: ReadValue<T>): T | undefined {
        const place = this.at(key);
        return place && read(place, this.report);
    }

    /** Like {@link read}, and a problem when the key is missing. */
    public need<T>(key: string, read: ReadValue<T>): T | undefined {
        if (!this.at(key)) {
            this.report.problem(this.place, `has no ${key}`, `add ${key}`);
        }
        return this.read(key, read);
    }
}

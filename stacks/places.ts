import { compareServices, type ServiceSnapshot } from "../components/plan/compare-services";
import type { PreviousRelease, PreviousService } from "../components/plan/previous-release";

/** Where the versions of a service stand that keeps the one before: names of resources. */
export interface Places {
    /** Takes the version of this release. */
    readonly live: string;
    /** Stays as it is; nothing at the first release, and without `standby`. */
    readonly standby?: StandingVersion;
}

/** A version that stands somewhere. */
export interface StandingVersion {
    /** Name of its resource. */
    readonly place: string;
    readonly version: PreviousService;
}

/** A dot is in no service's name, so the second place has no other service's. */
export function secondPlace(service: string): string {
    return `${service}.b`;
}

/**
 * Decides which of its two places a service's version takes. One that stands in a place already goes there: a way back
 * creates nothing. A new one takes the place that has no requests, so that what has them stays.
 */
export function placesOf(service: string, after: ServiceSnapshot, { places }: PreviousRelease): Places {
    const standing = [service, secondPlace(service)].flatMap((place) => {
        const version = places.get(place);
        return version === undefined ? [] : [{ place, version }];
    });
    const serving = standing.find(({ version }) => !version.waits) ?? standing[0];
    if (serving === undefined) return { live: service };
    const spare = standing.find((each) => each !== serving);
    if (isSame(serving.version.snapshot, after)) {
        return { live: serving.place, ...(spare === undefined ? {} : { standby: spare }) };
    }
    const other = serving.place === service ? secondPlace(service) : service;
    return { live: spare?.place ?? other, standby: serving };
}

/** Whether it is the same version: what changes in place makes no other. */
function isSame(before: ServiceSnapshot, after: ServiceSnapshot): boolean {
    const { isDifferent, inPlace } = compareServices(before, after);
    return !isDifferent || inPlace;
}

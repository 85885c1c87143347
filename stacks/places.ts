import { compareServices, type ServiceSnapshot } from "../components/plan/compare-services";
import type { PreviousRelease, PreviousService } from "../components/plan/previous-release";

/** Where the versions of a service stand that keeps the one before: names of resources. */
export interface Places {
    /** Takes the version of this release. */
    readonly live: string;
    /** Stays as it is; nothing at the first release, without `standby`, and where it could not be made again. */
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
        return { live: serving.place, ...besides(spare) };
    }
    const other = serving.place === service ? secondPlace(service) : service;
    return { live: spare?.place ?? other, ...besides(serving) };
}

/** What of it the state has no more, nobody knows: it goes. */
function besides(standing: StandingVersion | undefined): Pick<Places, "standby"> {
    return standing?.version.isWhole ? { standby: standing } : {};
}

/** Whether it is the same version: what changes in place makes no other. */
function isSame(before: ServiceSnapshot, after: ServiceSnapshot): boolean {
    const { isDifferent, inPlace } = compareServices(before, after);
    return !isDifferent || inPlace;
}

import type { Report } from "../report";
import type { Place } from "../tree";
import { readString } from "../values";

/** `image`: a reference of lower-case path, with an optional registry, tag and digest. */
export function readImage(place: Place, report: Report): string | undefined {
    const image = readString(place, report);
    const reference =
        /^(?:[\w.-]+(?::\d+)?\/)?[a-z0-9]+(?:[._-]+[a-z0-9]+)*(?:\/[a-z0-9]+(?:[._-]+[a-z0-9]+)*)*(?::[\w][\w.-]{0,127})?(?:@sha256:[a-f0-9]{64})?$/;
    if (image !== undefined && !reference.test(image)) {
        report.problem(place, `${JSON.stringify(image)} is not an image`, "write NAME:TAG in lower case");
        return undefined;
    }
    return image;
}

/** `platform`, such as `linux/amd64`. */
export function readPlatform(place: Place, report: Report): string | undefined {
    const platform = readString(place, report);
    if (platform !== undefined && !/^linux\/(amd64|arm64)(\/v8)?$/.test(platform)) {
        report.problem(place, `${platform} is not supported`, "write linux/amd64 or linux/arm64");
        return undefined;
    }
    return platform?.replace("/v8", "");
}

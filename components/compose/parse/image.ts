import type { ServiceModel } from "../model";
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

/** `pull_policy`. */
export function readPullPolicy(place: Place, report: Report): ServiceModel["pullPolicy"] {
    const written = readString(place, report);
    const policies = {
        always: "always",
        missing: "missing",
        if_not_present: "missing",
        never: "never",
        build: "build",
    } as const;
    const policy = Object.entries(policies).find(([name]) => name === written)?.[1];
    if (written !== undefined && policy === undefined) {
        report.problem(place, `${written} is not supported`, "write always, missing, never or build");
    }
    return policy;
}

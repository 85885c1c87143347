const number = "(?:0|[1-9]\\d*)";
const preRelease = `(?:${number}|\\d*[A-Za-z-][0-9A-Za-z-]*)`;
const semver = new RegExp(
    `^${number}\\.${number}\\.${number}(?:-${preRelease}(?:\\.${preRelease})*)?(?:\\+[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*)?$`,
);

/** Tells whether a text is a version by the rules of https://semver.org, such as `1.4.2` or `2.0.0-rc.1`. */
export function isSemVer(text: string): boolean {
    return semver.test(text);
}

import type { Report } from "../report";
import { plainText } from "../text";
import type { Place } from "../tree";
import { readList, readString, readText } from "../values";
import { splitWords } from "../words";

/** Words of `command` or `entrypoint`: a list, or a text that is split as a shell does. */
export function readWords(place: Place, report: Report): readonly string[] | undefined {
    if (place.tree.kind === "list") {
        const words = readList(place, report).map((item) => plainText(readText(item, report) ?? []) ?? "");
        return words.length > 0 ? words : none(place, report);
    }
    if (place.tree.kind === "scalar" && place.tree.value === "") {
        return none(place, report);
    }
    const line = readString(place, report);
    const words = line === undefined ? undefined : splitWords(line);
    if (line !== undefined && words === undefined) {
        report.problem(place, "has a quote that is not closed", "close it, or write a list of words");
    }
    return words;
}

function none(place: Place, report: Report): undefined {
    const mend = "name the words to run, or delete the key to run what the image says";
    report.problem(place, "is empty: Swarm cannot take the image's own words away", mend);
}

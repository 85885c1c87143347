import type { Report } from "./report";
import { type Place, type Tree, under } from "./tree";

/** What of a service Slipway gives by itself, in place of what the file says. */
export interface TakenOver {
    /** The key of the configuration that says so, e.g. `slipway:postgres`. */
    readonly by: string;
    /** Names of environment variables. */
    readonly variables: readonly string[];
    /** Words that its command must not have. */
    readonly refused?: RefusedWords;
}

/** Words of a command that go against what Slipway gives, and what to say of them. */
export interface RefusedWords {
    readonly pattern: RegExp;
    readonly found: string;
    readonly mend: string;
}

/**
 * Leaves out what Slipway gives to services by itself: some of their variables, and the test of their health. This comes
 * before variables are put in, so that a password that nobody uses need not be set.
 *
 * @param taken what is taken over, by service
 */
export function leaveOutTaken(file: Place, taken: Readonly<Record<string, TakenOver>>, report: Report): Tree {
    return change(file, "services", (services) =>
        Object.entries(taken).reduce<Tree>(
            (tree, [name, own]) => change({ ...services, tree }, name, (service) => leaveOut(service, own, report)),
            services.tree,
        ),
    );
}

function leaveOut(service: Place, taken: TakenOver, report: Report): Tree {
    const changes: readonly (readonly [key: string, Change])[] = [
        ["environment", (place) => withoutVariables(place, taken, report)],
        ["healthcheck", withoutTest],
        ["command", (place) => withoutRefused(place, taken, report)],
    ];
    return changes.reduce<Tree>((tree, [key, how]) => change({ ...service, tree }, key, how), service.tree);
}

function withoutVariables(place: Place, { by, variables }: TakenOver, report: Report): Tree {
    const { tree } = place;
    const left: string[] = [];
    const isKept = (name: string) => {
        if (variables.includes(name)) left.push(name);
        return !variables.includes(name);
    };
    const kept = keepIf(tree, isKept);
    if (left.length > 0) {
        const have = left.length === 1 ? "has" : "have";
        report.note(
            place,
            `${left.join(", ")} ${have} no effect: ${by} takes the service over, and Slipway sets its own`,
        );
    }
    return kept;
}

/** The variables of an environment whose names pass. */
function keepIf(tree: Tree, isKept: (name: string) => boolean): Tree {
    if (tree.kind === "map") {
        return { ...tree, entries: new Map([...tree.entries].filter(([name]) => isKept(name))) };
    }
    if (tree.kind === "list") {
        return { ...tree, items: tree.items.filter((item) => isKept(sourceOf(item).split("=")[0] ?? "")) };
    }
    return tree;
}

/** The file's timings stay. */
function withoutTest(place: Place): Tree {
    return change({ ...place, tree: change(place, "test", gone) }, "disable", gone);
}

/** A command with a password would be told to have one that is not set, or that would be readable. */
function withoutRefused(place: Place, { refused }: TakenOver, report: Report): Tree | undefined {
    const words = place.tree.kind === "list" ? place.tree.items : [place.tree];
    if (refused === undefined || !words.some((word) => refused.pattern.test(sourceOf(word)))) return place.tree;
    report.problem(place, refused.found, refused.mend);
    return undefined;
}

/** What becomes of a value; undefined takes its key away. */
type Change = (place: Place) => Tree | undefined;

const gone: Change = () => undefined;

/** The map with one of its values changed; what is no map, or lacks the key, stays as it is. */
function change(place: Place, key: string, how: Change): Tree {
    const { tree } = place;
    const entry = tree.kind === "map" ? tree.entries.get(key) : undefined;
    if (tree.kind !== "map" || entry === undefined) return tree;
    const value = how(under(place, key, entry));
    const entries = new Map(tree.entries);
    if (value === undefined) entries.delete(key);
    else entries.set(key, { ...entry, value });
    return { ...tree, entries };
}

function sourceOf(tree: Tree): string {
    return tree.kind === "scalar" ? tree.source : "";
}

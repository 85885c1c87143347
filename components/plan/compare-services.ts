import { isDeepStrictEqual } from "node:util";
import type { NameChanges, ServicePlan } from "./rollout-plan";
import { readServiceDocument, type ServiceDocument } from "./service-document";

/** A service as one release has it. */
export interface ServiceSnapshot {
    /** Its document for the engine. */
    readonly document: string;
    /**
     * What its Swarm secrets and configs hold, by placeholder; undefined while that is not known, which is taken for
     * unchanged: passwords that are made here stay what they are.
     */
    readonly files: Readonly<Record<string, string | undefined>>;
}

/** What differs from one release of a service to the next. */
export type Difference = Pick<ServicePlan, "image" | "variables" | "secrets" | "configs" | "other" | "inPlace"> & {
    readonly isDifferent: boolean;
};

/** Tells what differs between two releases of a service; `before` is undefined of a new one. */
export function compareServices(before: ServiceSnapshot | undefined, after: ServiceSnapshot): Difference {
    const to = readServiceDocument(after.document);
    if (before === undefined) return { ...nothing, image: { to: to.image }, isDifferent: true };
    const from = readServiceDocument(before.document);
    const difference = {
        image: { from: from.image, to: to.image },
        variables: compareNames(from.environment, to.environment),
        secrets: compareFiles(from.secrets, to.secrets, before, after),
        configs: compareFiles(from.configs, to.configs, before, after),
        other: otherKeys(from, to),
    };
    const { variables, secrets, configs } = difference;
    const inside = [variables, secrets, configs].some(isAny) || from.image !== to.image;
    const isDifferent = inside || difference.other.length > 0;
    const inPlace = !inside && difference.other.every((key) => aroundContainers.has(key));
    return { ...difference, isDifferent, inPlace: isDifferent && inPlace };
}

const none: NameChanges = { added: [], changed: [], removed: [] };
const nothing = { variables: none, secrets: none, configs: none, other: [], inPlace: false };

/** Keys whose change replaces no container. */
const aroundContainers = new Set(
    ["replicas", "labels", "update_config", "rollback_config"].map((key) => `deploy.${key}`),
);

/** Whether any name is in there. */
export function isAny({ added, changed, removed }: NameChanges): boolean {
    return added.length + changed.length + removed.length > 0;
}

function compareNames(
    before: Readonly<Record<string, unknown>>,
    after: Readonly<Record<string, unknown>>,
): NameChanges {
    const has = (record: object, name: string) => Object.hasOwn(record, name);
    return {
        added: sorted(Object.keys(after).filter((name) => !has(before, name))),
        changed: sorted(Object.keys(after).filter((name) => has(before, name) && before[name] !== after[name])),
        removed: sorted(Object.keys(before).filter((name) => !has(after, name))),
    };
}

/** What is not known on one side is taken for what it is on the other. */
function compareFiles(
    from: ServiceDocument["secrets"],
    to: ServiceDocument["secrets"],
    before: ServiceSnapshot,
    after: ServiceSnapshot,
): NameChanges {
    const contents = (names: ServiceDocument["secrets"], own: ServiceSnapshot, other: ServiceSnapshot) =>
        Object.fromEntries([...names].map(([name, key]) => [name, own.files[key] ?? other.files[key]]));
    return compareNames(contents(from, before, after), contents(to, after, before));
}

function otherKeys(before: ServiceDocument, after: ServiceDocument): readonly string[] {
    const keys = new Set([...before.other.keys(), ...after.other.keys()]);
    return sorted([...keys].filter((key) => !isDeepStrictEqual(before.other.get(key), after.other.get(key))));
}

function sorted(names: readonly string[]): readonly string[] {
    return [...names].sort();
}

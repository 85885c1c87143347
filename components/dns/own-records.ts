import { recordType } from "./adopt.plan";

/** What Pulumi's state says of a resource, as far as it matters here. */
export interface StateRecord {
    readonly type: string;
    readonly outputs: Readonly<Record<string, unknown>>;
}

/** Cloudflare's identifiers of the records that a stack has, by its state's resources. */
export function ownRecords(resources: Readonly<Record<string, StateRecord>>): ReadonlySet<string> {
    const records = Object.values(resources).filter(({ type }) => type === recordType);
    return new Set(records.map(({ outputs }) => String(outputs.id)));
}

/** A value as Pulumi keeps it in a state. */
export type StateValue =
    | string
    | number
    | boolean
    | null
    | readonly StateValue[]
    | { readonly [key: string]: StateValue };

/** The key by which Pulumi tells a value of its own kind, such as an encrypted one, from a map. */
const signature = "4dabf18193072939515e22adb298388d";

/** Whether a value of a state is a map that can be read: none that Pulumi has encrypted as a whole. */
export function isMap(value: StateValue | undefined): value is { readonly [key: string]: StateValue } {
    return typeof value === "object" && value !== null && !Array.isArray(value) && !(signature in value);
}

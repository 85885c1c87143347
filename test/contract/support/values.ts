import { Struct } from "google-protobuf/google/protobuf/struct_pb";

/** A property value as the engine's protocol has it: JSON, with marked objects for secrets and assets. */
export type Value = null | boolean | number | string | readonly Value[] | { readonly [key: string]: Value };

/** A resource's properties. */
export type Properties = { readonly [key: string]: Value };

const signature = "4dabf18193072939515e22adb298388d";
const secretSignature = "1b47061264138c4ac30d75fd1eb44270";

/** What the protocol writes for a value that only the update will tell. */
export const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** Marks a value as secret. */
export function secret(value: Value): Value {
    return { [signature]: secretSignature, value };
}

/** The value inside a secret; undefined when it is not marked as one. */
export function revealed(value: Value | undefined): Value | undefined {
    const marked = typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Properties) : {};
    return marked[signature] === secretSignature ? marked.value : undefined;
}

/** Turns properties into the protocol's form. */
export function toStruct(properties: Properties): Struct {
    return Struct.fromJavaScript(properties as Parameters<typeof Struct.fromJavaScript>[0]);
}

/** Turns the protocol's form into properties. */
export function fromStruct(struct: Struct | undefined): Properties {
    return (struct?.toJavaScript() ?? {}) as Properties;
}

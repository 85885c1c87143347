import * as pulumi from "@pulumi/pulumi";
import type { Text } from "../compose/model";

/** The value of a text once its secrets are put in; one without a value counts as empty. */
export function resolveText(text: Text, values: Readonly<Record<string, pulumi.Input<string>>>): pulumi.Output<string> {
    const parts = text.map((part) => (typeof part === "string" ? part : (values[part.secret] ?? "")));
    return pulumi.all(parts).apply((resolved) => resolved.join(""));
}

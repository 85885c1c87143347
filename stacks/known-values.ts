import * as pulumi from "@pulumi/pulumi";

/** Those of the values that are known now: in a preview, what has yet to be made is not. */
export async function knownValues(
    values: Readonly<Record<string, pulumi.Input<string>>>,
): Promise<Readonly<Record<string, string>>> {
    const entries = await Promise.all(
        Object.entries(values).map(async ([name, value]) => {
            const output = pulumi.output(value);
            return (await isKnown(output)) ? [[name, await contentOf(output)] as const] : [];
        }),
    );
    return Object.fromEntries(entries.flat());
}

/** The SDK knows, and has no public way to ask. */
function isKnown(output: pulumi.Output<string>): Promise<boolean> {
    return (output as unknown as { readonly isKnown: Promise<boolean> }).isKnown;
}

function contentOf(output: pulumi.Output<string>): Promise<string> {
    return new Promise((settle) => output.apply(settle));
}

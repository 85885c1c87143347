import { readFile } from "node:fs/promises";
import type { Body, FilePart } from "./plan";
import { fill, fillJson, type Values } from "./template";

/** A body as it goes over the wire. */
export interface EncodedBody {
    readonly type: string;
    readonly bytes: Buffer;
}

/** Puts values into a body, and makes bytes of it: texts and names of files in UTF-8. */
export async function encodeBody(body: Body, values: Values): Promise<EncodedBody> {
    switch (body.kind) {
        case "json":
            return { type: "application/json", bytes: Buffer.from(JSON.stringify(fillJson(body.value, values))) };
        case "text":
            return { type: "text/plain; charset=utf-8", bytes: Buffer.from(fill(body.text, values)) };
        case "form":
            return await asSent(new URLSearchParams(filled(body.fields, values)));
        case "multipart": {
            const form = new FormData();
            for (const [name, value] of Object.entries(filled(body.fields, values))) form.append(name, value);
            for (const [name, file] of Object.entries(body.files)) {
                const content = await contentOf(file, values);
                form.append(name, new Blob([content], { type: fill(file.type, values) }), fill(file.name, values));
            }
            return await asSent(form);
        }
    }
}

/** What fetch would send. */
async function asSent(body: URLSearchParams | FormData): Promise<EncodedBody> {
    const sent = new Response(body);
    return { type: sent.headers.get("content-type") ?? "", bytes: Buffer.from(await sent.arrayBuffer()) };
}

async function contentOf({ content }: FilePart, values: Values): Promise<string | Uint8Array<ArrayBuffer>> {
    return typeof content === "string" ? fill(content, values) : new Uint8Array(await readFile(content.path));
}

function filled(fields: Readonly<Record<string, string>>, values: Values): Record<string, string> {
    return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, fill(value, values)]));
}

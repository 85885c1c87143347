import { basename } from "node:path";
import type { Body, FilePart, Flow, Step } from "../../../components/smoke/plan";
import { readExpectation } from "./json-expectation";
import type { SmokeContext } from "./smoke-context";
import type { SmokeInput, StepInput } from "./smoke-schema";

/** The flows of a file that is right, with the defaults filled in. */
export function flowsOf({ flows }: SmokeInput, context: SmokeContext): readonly Flow[] {
    const [firstHost = "localhost"] = context.hosts;
    return flows.map(({ name, steps, cleanup }) => ({
        name,
        steps: steps.map((step) => stepOf(step, firstHost, context)),
        cleanup: cleanup.map((step) => stepOf(step, firstHost, context)),
    }));
}

function stepOf(step: StepInput, firstHost: string, context: SmokeContext): Step {
    const { method, path } = step.request;
    const body = bodyOf(step, context);
    const { status, json, text, headers } = step.expect;
    const expectations = Object.entries(json).map(([at, value]) => [at, readExpectation(value)] as const);
    return {
        name: step.name ?? `${method} ${path}`,
        method,
        path,
        host: step.host ?? firstHost,
        headers: step.headers,
        ...(body === undefined ? {} : { body }),
        expect: { ...(status === undefined ? {} : { status }), json: Object.fromEntries(expectations), text, headers },
        capture: step.capture,
        ...(step.within === undefined ? {} : { within: step.within }),
        timeout: step.timeout ?? 10,
    };
}

function bodyOf({ json, form, files, fields, body }: StepInput, context: SmokeContext): Body | undefined {
    if (json !== undefined) return { kind: "json", value: json };
    if (form !== undefined) return { kind: "form", fields: form };
    if (body !== undefined) return { kind: "text", text: body };
    if (files === undefined) return undefined;
    const parts = Object.entries(files).map(([field, file]) => [field, partOf(file, context)] as const);
    return { kind: "multipart", fields: fields ?? {}, files: Object.fromEntries(parts) };
}

type FileInput = NonNullable<StepInput["files"]>[string];

function partOf({ name, type, content, path = "" }: FileInput, { digest, locate }: SmokeContext): FilePart {
    return {
        name: name ?? (basename(path) || "file"),
        type: type ?? (content === undefined ? "application/octet-stream" : "text/plain"),
        content: content ?? { path: locate(path), digest: digest(path) ?? "" },
    };
}

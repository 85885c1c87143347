import { headerName } from "../../../components/smoke/capture";
import { jsonPathFault } from "../../../components/smoke/json-path";
import type { ConfigProblem } from "../config-error";
import { parseHostname } from "../hostname";
import type { KeyPath } from "../key-path";
import { nearestName } from "../nearest-name";
import { entriesOf, isMap, itemsOf } from "../raw-values";
import { filesProblems } from "./file-problems";
import type { FlowFile } from "./flow-file";
import { expectationFault } from "./json-expectation";
import { parseRequest } from "./request";
import type { SmokeContext } from "./smoke-context";

/** What is wrong with steps beyond the types of their keys. */
export function stepProblems({ data, problemAt }: FlowFile, context: SmokeContext): readonly ConfigProblem[] {
    const { flows } = Object.fromEntries(entriesOf(data));
    return itemsOf(flows).flatMap((flow, index) =>
        entriesOf(flow).flatMap(([list, steps]) =>
            itemsOf(steps).flatMap((step, at) => (isMap(step) ? problemsOf(step, ["flows", index, list, at]) : [])),
        ),
    );

    function problemsOf(step: Record<string, unknown>, path: KeyPath): readonly ConfigProblem[] {
        return [
            ...bodyProblems(step, path),
            ...withinProblems(step, path),
            ...hostProblems(step, path),
            ...headerProblems(step, path),
            ...pathProblems(step, path),
            ...filesProblems(step, path, problemAt, context),
        ];
    }

    function bodyProblems(step: Record<string, unknown>, path: KeyPath): readonly ConfigProblem[] {
        const bodies = ["json", "form", "files", "body"].filter((key) => key in step);
        const [, second] = bodies;
        if (second !== undefined) {
            const found = `${bodies.join(" and ")} in one step`;
            return [problemAt([...path, second], { found, expected: "one body", mend: "keep one of them" })];
        }
        if (!("fields" in step) || "files" in step) return [];
        const mend = "write form instead, or add files";
        return [
            problemAt([...path, "fields"], { found: "fields without files", expected: "fields beside files", mend }),
        ];
    }

    function withinProblems(step: Record<string, unknown>, path: KeyPath): readonly ConfigProblem[] {
        const method = typeof step.request === "string" ? parseRequest(step.request)?.method : undefined;
        if (!("within" in step) || method === undefined || method === "GET" || method === "HEAD") return [];
        const found = `within on a ${method}, which would be sent again and again`;
        const mend = "remove it, and ask for the result in a GET step of its own";
        return [problemAt([...path, "within"], { found, expected: "within on GET and HEAD only", mend })];
    }

    function hostProblems({ host }: Record<string, unknown>, path: KeyPath): readonly ConfigProblem[] {
        const name = typeof host === "string" ? parseHostname(host) : undefined;
        if (name === undefined || context.hosts.includes(name)) return [];
        const near = nearestName(name, context.hosts);
        const none = context.hosts.length === 0;
        const what = {
            found: JSON.stringify(host),
            expected: none ? "none, because no route has a host" : `the host of a route: ${context.hosts.join(", ")}`,
            mend: none
                ? "remove it"
                : near === undefined
                  ? "write one of these, or add a route"
                  : `did you mean ${near}?`,
        };
        return [problemAt([...path, "host"], what)];
    }

    function headerProblems({ headers }: Record<string, unknown>, path: KeyPath): readonly ConfigProblem[] {
        return entriesOf(headers)
            .filter(([name]) => ["host", "content-length", "transfer-encoding"].includes(name.toLowerCase()))
            .map(([name]) => {
                const mend = name.toLowerCase() === "host" ? "write host: as a key of the step" : "remove it";
                const found = "a header that Slipway sets";
                return problemAt([...path, "headers", name], { found, expected: "other headers", mend });
            });
    }

    function pathProblems({ expect, capture }: Record<string, unknown>, path: KeyPath): readonly ConfigProblem[] {
        const expected = entriesOf(isMap(expect) ? expect.json : undefined);
        return [
            ...expected.flatMap(([key, value]) => {
                const at = [...path, "expect", "json", key];
                const fault = expectationFault(value);
                const found = fault ?? "";
                const what = { found, expected: "{ matches: PATTERN } or { exists: true }", mend: "correct it" };
                return [...jsonPathProblem(key, at), ...(fault === undefined ? [] : [problemAt(at, what)])];
            }),
            ...entriesOf(capture).flatMap(([name, source]) =>
                typeof source !== "string" || headerName(source) !== undefined
                    ? []
                    : jsonPathProblem(source, [...path, "capture", name]),
            ),
        ];
    }

    function jsonPathProblem(source: string, at: KeyPath): readonly ConfigProblem[] {
        const fault = jsonPathFault(source);
        if (fault === undefined) return [];
        const expected = at.at(-2) === "capture" ? "a JSONPath (RFC 9535) or header.NAME" : "a JSONPath (RFC 9535)";
        const found = `${JSON.stringify(source)} (${fault})`;
        return [problemAt(at, { found, expected, mend: "write for example $.id or $.items[0].name" })];
    }
}

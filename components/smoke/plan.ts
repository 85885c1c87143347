import type { AnsweringRoute } from "../route/answers-well";

/** Everything that a run of the smoke flows has to know; plain data, so that it fits into a variable of an environment. */
export interface SmokeRun extends SmokePlan, Door {
    /** Values of the variables that the flows use, by name. */
    readonly values: Readonly<Record<string, string>>;
}

/** How the requests reach the app. */
export interface Door {
    /** Address of the edge. */
    readonly address: string;
    /** Port of the edge. */
    readonly port: number;
    /** They go to that port of the name in their `Host` header over TLS, as anybody's do, and not to that address. */
    readonly byName?: boolean;
    /** They go to a port on a loopback elsewhere, by a process for each connection, and not to that address. */
    readonly tunnel?: { readonly shell: readonly string[]; readonly script: string };
}

/** The flows of a stack, checked; what is secret in them is a name. */
export interface SmokePlan {
    /** What has to answer before the first step. */
    readonly routes: readonly SmokeRoute[];
    readonly flows: readonly Flow[];
    /** Names of the stack's variables that the flows use, in alphabetical order. */
    readonly variables: readonly string[];
    /** Those of them whose values nobody may read. */
    readonly secrets: readonly string[];
}

/** A route of the stack that has to answer. */
export interface SmokeRoute extends AnsweringRoute {
    readonly service: string;
}

/** A few requests that a user would send one after the other. */
export interface Flow {
    readonly name: string;
    /** The first one that is red ends them. */
    readonly steps: readonly Step[];
    /** Run at the end in any case, as far as what they mention was captured. */
    readonly cleanup: readonly Step[];
}

/** One request, and what it has to be answered with. Texts may hold `${NAME}`. */
export interface Step {
    readonly name: string;
    readonly method: string;
    /** Path and query; what variables put in is encoded. */
    readonly path: string;
    /** Name in the `Host` header. */
    readonly host: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body?: Body;
    readonly expect: Expectation;
    /** Variable → JSONPath into the answer, or `header.NAME`. */
    readonly capture: Readonly<Record<string, string>>;
    /** Seconds for which it is asked again until the expectation holds; asked once when left out. */
    readonly within?: number;
    /** Seconds that one answer may take. */
    readonly timeout: number;
}

/** What a request carries. */
export type Body =
    | { readonly kind: "json"; readonly value: unknown }
    | { readonly kind: "form"; readonly fields: Readonly<Record<string, string>> }
    | {
          readonly kind: "multipart";
          readonly fields: Readonly<Record<string, string>>;
          readonly files: Readonly<Record<string, FilePart>>;
      }
    | { readonly kind: "text"; readonly text: string };

/** A file to upload. */
export interface FilePart {
    readonly name: string;
    /** Media type. */
    readonly type: string;
    /** Its text, or where it lies, below the project's folder or absolute, and a digest of what it held. */
    readonly content: string | { readonly path: string; readonly digest: string };
}

/** What an answer has to be like. */
export interface Expectation {
    /** Any of these; any 2xx when left out. */
    readonly status?: readonly number[];
    /** JSONPath → what has to be there. */
    readonly json: Readonly<Record<string, JsonExpectation>>;
    /** Texts that the body contains. */
    readonly text: readonly string[];
    /** Header → value. */
    readonly headers: Readonly<Record<string, string>>;
}

/** A value that has to be there, a pattern that a text has to fit, or whether there is anything. */
export type JsonExpectation =
    | { readonly equals: unknown }
    | { readonly matches: string }
    | { readonly exists: boolean };

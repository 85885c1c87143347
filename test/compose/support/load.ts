import { loadCompose, type PlainSecrets } from "../../../components/compose/load";
import type { ComposeModel, ServiceModel } from "../../../components/compose/model";
import { ComposeError } from "../../../components/compose/problem";
import type { TakenOver } from "../../../components/compose/taken-over";

/** What a test's compose file finds around it. */
export interface Surroundings {
    readonly plain?: Readonly<Record<string, string>>;
    readonly secrets?: readonly string[];
    /** Files beside the compose file, by absolute path; it lies in `/app`. */
    readonly files?: Readonly<Record<string, string>>;
    readonly plainSecrets?: PlainSecrets;
    readonly takenOver?: Readonly<Record<string, TakenOver>>;
}

/** Loads a compose file given as text. */
export function load(text: string, around: Surroundings = {}): ComposeModel {
    const files: Readonly<Record<string, string>> = {
        "/app/Dockerfile": "",
        ...around.files,
        "/app/compose.yaml": text,
    };
    return loadCompose({
        file: "compose.yaml",
        directory: "/app",
        variables: { plain: around.plain ?? {}, secrets: new Set(around.secrets ?? []) },
        ...(around.plainSecrets && { plainSecrets: around.plainSecrets }),
        ...(around.takenOver && { takenOver: around.takenOver }),
        read: (path) => (Object.hasOwn(files, path) ? files[path] : undefined),
    });
}

/** The problems of a compose file that must not load, each as one line. */
export function problemsOf(text: string, around: Surroundings = {}): readonly string[] {
    try {
        load(text, around);
    } catch (error) {
        if (error instanceof ComposeError) {
            return error.message.split("\n");
        }
        throw error;
    }
    return [];
}

/** A compose file whose service `app` says this. It stands from line 4, column 5 on. */
export function withService(lines: string, rest = ""): string {
    const indented = lines.split("\n").map((line) => (line === "" ? "" : `    ${line}`));
    return ["services:", "  app:", "    image: app", ...indented, rest].join("\n");
}

/** The service `app` of such a file. */
export function service(lines: string, around: Surroundings = {}, rest = ""): ServiceModel {
    const app = load(withService(lines, rest), around).services.app;
    if (!app) {
        throw new Error("the file has no service app");
    }
    return app;
}

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { dirname, relative, resolve } from "node:path";
import type { Variables } from "../components/compose/load";
import { askedHost } from "../components/route/answers-well";
import type { SmokePlan } from "../components/smoke/plan";
import { variablesInside } from "../components/smoke/template";
import type { StackConfig } from "./config";
import { ConfigError } from "./config/config-error";
import { readSmoke } from "./config/smoke/read-smoke";
import { problemAt } from "./config/subject";

/**
 * Reads the smoke flows that the configuration names.
 *
 * @param variables those of the compose file, which the flows may use too
 * @param directory folder of the project
 * @returns undefined when the configuration names none
 * @throws ConfigError with every problem of the file at once
 */
export function loadSmoke(
    config: Pick<StackConfig, "smoke" | "domain" | "origin">,
    variables: Variables,
    directory: string,
): SmokePlan | undefined {
    const { smoke, domain, origin } = config;
    if (smoke === undefined) return undefined;
    const refuse = (found: string, expected: string, mend: string) =>
        new ConfigError(origin.file, [problemAt(origin, ["smoke"], { found, expected, mend })]);
    if (domain.routes.length === 0) {
        throw refuse("flows and no route", "routes, which the requests go through", "add slipway:domain.routes");
    }
    const path = resolve(directory, smoke);
    const text = read(path)?.toString("utf8");
    if (text === undefined) {
        const found = `${JSON.stringify(smoke)}, which is no file that can be read`;
        throw refuse(found, "the path of a file of smoke flows", "write the file, or correct the path");
    }

    const folder = dirname(path);
    const secrets = [...variables.secrets];
    const flows = readSmoke(text, smoke, {
        hosts: [...new Set(domain.routes.flatMap(({ host }) => (host === undefined ? [] : askedHost({ host }))))],
        plain: Object.keys(variables.plain).filter((name) => !variables.secrets.has(name)),
        secrets,
        digest: (file) => digest(resolve(folder, file)),
        locate: (file) => relative(directory, resolve(folder, file)),
    });
    const known = new Set([...Object.keys(variables.plain), ...secrets]);
    const used = [...new Set(variablesInside(flows))].filter((name) => known.has(name)).sort();
    return {
        routes: domain.routes.map(({ host, path: prefix, service, health }) => ({
            ...(host === undefined ? {} : { host }),
            ...{ path: prefix, service },
            ...(health === undefined ? {} : { health }),
        })),
        flows,
        variables: used,
        secrets: used.filter((name) => variables.secrets.has(name)),
    };
}

function digest(path: string): string | undefined {
    const content = read(path);
    return content && createHash("sha256").update(content).digest("hex").slice(0, 12);
}

/** Undefined of what is not there, a folder, or nothing that this user may read. */
function read(path: string): Buffer | undefined {
    try {
        return readFileSync(path);
    } catch {
        return undefined;
    }
}

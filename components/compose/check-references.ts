import { isDeepStrictEqual } from "node:util";
import type { ComposeModel, FileModel } from "./model";
import type { PlacedFileUse } from "./parse/file-uses";
import type { ServiceDraft } from "./parse/service";
import type { Report } from "./report";
import { holdsSecret } from "./text";
import type { Place } from "./tree";
import { isNull } from "./values";

/** A whole file whose parts are not yet held against each other. */
export interface Draft {
    readonly services: ReadonlyMap<string, ServiceDraft>;
    /** Names of the services that their profiles leave out. */
    readonly leftOut: ReadonlySet<string>;
    readonly networks: ComposeModel["networks"];
    readonly volumes: ComposeModel["volumes"];
    readonly secrets: ComposeModel["secrets"];
    readonly configs: ComposeModel["configs"];
}

/** Finds what a service names and the file does not have, and what two parts of it both claim. */
export function checkReferences(draft: Draft, report: Report): void {
    for (const service of draft.services.values()) {
        checkImage(service, report);
        for (const [name, { place }] of service.networks) {
            if (name !== "default") {
                checkKnown("network", name, draft.networks, place, report);
            }
        }
        for (const { type, source, place } of service.mounts) {
            if (type === "volume" && source !== undefined) {
                checkKnown("volume", source, draft.volumes, place, report);
            }
        }
        for (const { source, place } of service.secrets) {
            checkKnown("secret", source, draft.secrets, place, report);
        }
        for (const { source, place } of service.configs) {
            checkKnown("config", source, draft.configs, place, report);
        }
        checkTargets(service, report);
        checkSecretFiles(service, draft.secrets, report);
    }
    checkPublished(draft, report);
    checkBuilds(draft, report);
}

function checkImage({ place, model }: ServiceDraft, report: Report): void {
    const written = place.tree.kind === "map" && (place.tree.entries.has("image") || place.tree.entries.has("build"));
    if (!written && (place.tree.kind === "map" || isNull(place))) {
        report.problem(place, `service ${model.name} has neither image nor build`, "add one of them");
    }
}

function checkKnown(kind: string, name: string, known: object, place: Place, report: Report): void {
    if (!Object.hasOwn(known, name)) {
        report.problem(place, `${kind} ${name} is not defined`, `add ${name} to ${kind}s at the top level`);
    }
}

function checkTargets({ mounts }: ServiceDraft, report: Report): void {
    const seen = new Set<string>();
    for (const { target, place } of mounts) {
        if (seen.has(target)) {
            report.problem(place, `something else is mounted at ${target} already`, "choose another target");
        }
        seen.add(target);
    }
}

/** A secret of the environment lies in a file named after its variable, so that name must be free. */
function checkSecretFiles(service: ServiceDraft, secrets: ComposeModel["secrets"], report: Report): void {
    for (const [variable, content] of Object.entries(service.model.environment)) {
        if (!holdsSecret(content)) {
            continue;
        }
        for (const use of service.secrets) {
            if (claims(use, variable) && !isSame(use, variable, secrets[use.source], content)) {
                const found = `takes the place of the secret environment variable ${variable}`;
                report.problem(use.place, found, "rename the secret or the variable");
            }
        }
    }
}

function claims({ source, target }: PlacedFileUse, variable: string): boolean {
    return source === variable || target === variable || target === `/run/secrets/${variable}`;
}

function isSame(use: PlacedFileUse, variable: string, file: FileModel | undefined, content: unknown): boolean {
    const there = use.source === variable && [variable, `/run/secrets/${variable}`].includes(use.target);
    return there && file !== undefined && "content" in file && isDeepStrictEqual(file.content, content);
}

function checkPublished({ services }: Draft, report: Report): void {
    const owners = new Map<string, string>();
    for (const [name, { ports }] of services) {
        for (const { published, protocol, place } of ports) {
            const key = `${published}/${protocol}`;
            const owner = owners.get(key);
            if (published !== undefined && owner !== undefined) {
                report.problem(place, `port ${key} is published by service ${owner} already`, "choose another port");
            }
            owners.set(key, owner ?? name);
        }
    }
}

/** Services may share the image that one of them builds, but one name cannot mean two builds. */
function checkBuilds({ services }: Draft, report: Report): void {
    const builders = new Map<string, ServiceDraft>();
    for (const service of services.values()) {
        const { image, build, platform } = service.model;
        if (image === undefined || build === undefined) {
            continue;
        }
        const other = builders.get(image);
        const same = isDeepStrictEqual([other?.model.build, other?.model.platform], [build, platform]);
        if (other && !same) {
            const found = `image ${image} is built differently by service ${other.model.name}`;
            report.problem(service.place, found, "give the image another name");
        }
        builders.set(image, other ?? service);
    }
}

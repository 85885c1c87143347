import { launcher } from "./launcher";
import type { ComposeModel, FileModel, FileUse, ServiceModel, Text } from "./model";
import { present } from "./present";
import { holdsSecret, literal } from "./text";

/** A file that a service finds in its container: a Swarm secret or config. */
export interface ServiceFile {
    /** Its name in the document; `placeholder("secret" | "config", key)` carries its name on the engine. */
    readonly key: string;
    /** The text, or the absolute path of the file that holds it. */
    readonly content: Text | { readonly file: string };
    /** Absolute path in the container. */
    readonly target: string;
    readonly uid?: string;
    readonly gid?: string;
    /** Permission bits, e.g. 0o440. */
    readonly mode: number;
}

/** Readable by every user of the container, as compose has it. */
const readable = 0o444;

/** Environment variables whose value holds a secret: they reach the service as files that the launcher exports. */
export function secretEnvironment(service: ServiceModel): Readonly<Record<string, Text>> {
    const secrets = Object.entries(service.environment).filter(([, value]) => holdsSecret(value));
    return Object.fromEntries(secrets.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/**
 * The Swarm secrets that a service needs: of its `secrets`, of its `configs` whose content mentions a secret (everybody
 * who can ask the engine reads a Swarm config), and one for each variable of {@link secretEnvironment}.
 */
export function secretFiles(service: ServiceModel, model: ComposeModel): readonly ServiceFile[] {
    const used = service.secrets.map((use) => fileOf(use, model.secrets, "/run/secrets"));
    const configs = usedConfigs(service, model).filter(isSecret);
    const taken = new Set(used.map(({ key }) => key));
    const variables = Object.entries(secretEnvironment(service)).filter(([name]) => !taken.has(name));
    return [
        ...used,
        // No variable has a dot in its name: a config cannot be taken for one, nor for a secret of the same name.
        ...configs.map((file) => ({ ...file, key: `config.${file.key}` })),
        ...variables.map(([name, content]) => {
            return { key: name, content, target: `/run/secrets/${name}`, ...ownerOf(service) };
        }),
    ];
}

/** The Swarm configs that a service needs: of its `configs` without secrets, and the launcher where that is needed. */
export function configFiles(service: ServiceModel, model: ComposeModel): readonly ServiceFile[] {
    const used = usedConfigs(service, model).filter((file) => !isSecret(file));
    const { key, target, content } = launcher;
    return isLaunched(service) ? [...used, { key, target, content: literal(content), mode: readable }] : used;
}

/** Whether the service starts with the launcher. */
export function isLaunched(service: ServiceModel): boolean {
    return Object.keys(secretEnvironment(service)).length > 0;
}

function usedConfigs(service: ServiceModel, model: ComposeModel): readonly ServiceFile[] {
    return service.configs.map((use) => fileOf(use, model.configs, ""));
}

function isSecret({ content }: ServiceFile): boolean {
    return !("file" in content) && holdsSecret(content);
}

function fileOf(use: FileUse, files: Readonly<Record<string, FileModel>>, folder: string): ServiceFile {
    const file = files[use.source];
    if (!file) {
        throw new Error(`${use.source} is not defined`);
    }
    return present({
        key: use.source,
        content: "content" in file ? file.content : file,
        target: use.target.startsWith("/") ? use.target : `${folder}/${use.target}`,
        uid: use.uid,
        gid: use.gid,
        mode: use.mode ?? readable,
    });
}

/** Where the user is a number, only that user can read the file; else the engine cannot know the owner. */
function ownerOf(service: ServiceModel): Pick<ServiceFile, "uid" | "gid" | "mode"> {
    const [, uid, gid] = /^(\d+)(?::(\d+))?$/.exec(service.user ?? "") ?? [];
    return uid === undefined ? { mode: readable } : present({ uid, gid, mode: 0o400 });
}

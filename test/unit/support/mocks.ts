import * as pulumi from "@pulumi/pulumi";
import type { MockResourceArgs, MockResourceResult, Mocks } from "@pulumi/pulumi/runtime/mocks";
import * as state from "@pulumi/pulumi/runtime/state";

/** A resource as the program asked for it. */
export interface Registered {
    readonly type: string;
    readonly name: string;
    /** Logical name of the parent, empty when it has none. */
    readonly parent: string;
    /** Logical name of the provider, empty when it is the default one. */
    readonly provider: string;
    /** What is marked secret, at any depth, is a {@link Marked}. */
    readonly inputs: Readonly<Record<string, unknown>>;
    /** Logical names of the resources that it waits for. */
    readonly dependencies: readonly string[];
    readonly ignoreChanges: readonly string[];
    readonly retainOnDelete: boolean;
    /** Outputs that are secret whatever the provider says. */
    readonly secretOutputs: readonly string[];
    /** Undefined when the provider decides. */
    readonly deleteBeforeReplace: boolean | undefined;
    /** How long operations may take, as Pulumi writes it; empty texts when the provider decides. */
    readonly timeouts: { readonly create: string; readonly update: string };
    /** What is taken over instead of made; empty when nothing is. */
    readonly importId: string;
    /** It takes the place of a resource of the same name that hangs on the stack itself. */
    readonly wasOnStack: boolean;
    /** Names of the hooks that the engine calls, by when. */
    readonly hooks: Readonly<Record<"beforeCreate" | "beforeUpdate" | "onError", readonly string[]>>;
}

/** A value that is marked secret. */
export class Marked {
    constructor(public readonly value: unknown) {}
}

/** What a program made. */
export class Made<T> {
    constructor(
        public readonly result: T,
        /** In the order in which the engine heard of them. */
        public readonly resources: readonly Registered[],
    ) {}

    /** The one resource of a name, of a type's last part (`Command`) where several share the name. */
    public get(name: string, kind?: string): Registered {
        const found = this.resources.filter(
            (resource) => resource.name === name && (kind === undefined || resource.type.endsWith(`:${kind}`)),
        );
        if (found.length !== 1 || found[0] === undefined) {
            throw new Error(`${found.length} resources are called ${name}: ${this.names().join(", ")}`);
        }
        return found[0];
    }

    /** What a resource waits for: what it depends on by itself, and what the components around it depend on. */
    public dependenciesOf(name: string): readonly string[] {
        const own = this.resources.filter((resource) => resource.name === name);
        const all = own.flatMap(({ dependencies, parent }) => [...dependencies, ...this.dependenciesOf(parent)]);
        return [...new Set(all)].sort();
    }

    /** Names in alphabetical order, of one kind or all. */
    public names(kind = ""): readonly string[] {
        return this.resources
            .filter(({ type }) => type.endsWith(`:${kind}`) || kind === "")
            .map(({ name }) => name)
            .sort();
    }
}

/** What the program is told about where it runs. */
export interface Surroundings {
    readonly stack?: string;
    /** Folder of the project. */
    readonly directory?: string;
    readonly config?: Readonly<Record<string, string>>;
    /** Takes what the program makes, for programs that fail. */
    readonly resources?: Registered[];
    /** What runs is a preview. */
    readonly preview?: boolean;
    /** What commands print instead, by the name of their resource. */
    readonly printed?: Readonly<Record<string, string>>;
    /** What resources have beside their inputs, by their names, and the `id` of theirs. */
    readonly outputs?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
    /** Answers what the program asks a provider; the question itself is the answer when left out. */
    readonly answer?: (token: string, question: Readonly<Record<string, unknown>>) => Record<string, unknown>;
}

/**
 * Runs a part of a program against mocks, and waits for everything that it made. Each run starts afresh.
 *
 * Networks, secrets and configs get the name `<logical name>-0a1b2c3`; every command prints `3fa9c1`.
 */
export async function makeWithMocks<T>(program: () => T | Promise<T>, around: Surroundings = {}): Promise<Made<T>> {
    const resources = around.resources ?? [];
    const { stack = "test", preview = false, printed = {}, outputs = {} } = around;
    const answer = around.answer ?? ((_, question) => ({ ...question }));
    const mocks: Mocks = {
        newResource: (args) => newResource(args, printed, outputs),
        call: ({ token, inputs }) => answer(token, inputs as Readonly<Record<string, unknown>>),
    };
    await pulumi.runtime.setMocks(mocks, "slipway", stack, preview, "team");
    // The SDK has no public way to say where the project lies, nor to see what the mocks are not handed.
    const { settings } = (state as unknown as Internals).getStore();
    settings.options.rootDirectory = around.directory ?? process.cwd();
    pulumi.runtime.setAllConfig({ ...around.config });
    const monitor = pulumi.runtime.getMonitor() as unknown as Monitor;
    // The mocks of the SDK do not know hooks.
    monitor.registerResourceHook = (_, callback) => callback(null, {});
    monitor.registerErrorHook = (_, callback) => callback(null, {});
    const register = monitor.registerResource.bind(monitor);
    monitor.registerResource = (request, callback) => {
        if (request.getType() !== stackType) resources.push(registered(request));
        return register(request, callback);
    };
    try {
        // As in a real run, everything hangs on the stack.
        const internals = state as unknown as Internals;
        internals.setStackResource(new pulumi.ComponentResource(stackType, `slipway-${stack}`));
        return new Made(await program(), resources);
    } finally {
        await pulumi.runtime.disconnect();
        pulumi.runtime.setAllConfig({});
    }
}

/** The value of an output of such a program. */
export function resolved<T>(output: pulumi.Input<T>): Promise<pulumi.Unwrap<T>> {
    return new Promise((resolve) => pulumi.output(output).apply(resolve));
}

function newResource(
    { type, name, inputs }: MockResourceArgs,
    prints: Readonly<Record<string, string>>,
    outputs: NonNullable<Surroundings["outputs"]>,
): MockResourceResult {
    const named = /^docker:.*:(Network|Secret|ServiceConfig)$/.test(type) ? { name: `${name}-0a1b2c3` } : {};
    const printed = type === "command:local:Command" ? { stdout: prints[name] ?? "3fa9c1", stderr: "" } : {};
    const { id = `${name}-id`, ...more } = outputs[name] ?? {};
    return { id: String(id), state: { ...inputs, ...named, ...printed, ...more } };
}

const stackType = "pulumi:pulumi:Stack";

interface Internals {
    setStackResource(stack: pulumi.Resource): void;
    getStore(): { readonly settings: { readonly options: { rootDirectory?: string } } };
}

interface Monitor {
    registerResourceHook: (request: unknown, callback: (error: null, answer: object) => void) => void;
    registerErrorHook: (request: unknown, callback: (error: null, answer: object) => void) => void;
    registerResource: (request: Request, callback: unknown) => unknown;
}

/** The parts of the protocol's message that are looked at. */
interface Request {
    getType(): string;
    getName(): string;
    getParent(): string;
    getProvider(): string;
    getObject(): { toJavaScript(): Record<string, unknown> } | undefined;
    getDependenciesList(): string[];
    getIgnorechangesList(): string[];
    getRetainondelete(): boolean | undefined;
    getAdditionalsecretoutputsList(): string[];
    getDeletebeforereplace(): boolean;
    getDeletebeforereplacedefined(): boolean;
    getCustomtimeouts(): { getCreate(): string; getUpdate(): string } | undefined;
    getImportid(): string;
    getAliasesList(): { getSpec(): { getNoparent(): boolean } | undefined }[];
    getHooks():
        | { getBeforeCreateList(): string[]; getBeforeUpdateList(): string[]; getOnErrorList(): string[] }
        | undefined;
}

function registered(request: Request): Registered {
    return {
        type: request.getType(),
        name: request.getName(),
        parent: request.getParent().includes(`::${stackType}::`) ? "" : nameIn(request.getParent()),
        provider: nameIn(request.getProvider()),
        inputs: marked(request.getObject()?.toJavaScript() ?? {}) as Record<string, unknown>,
        dependencies: request.getDependenciesList().map(nameIn).sort(),
        ignoreChanges: request.getIgnorechangesList(),
        retainOnDelete: request.getRetainondelete() ?? false,
        secretOutputs: request.getAdditionalsecretoutputsList(),
        deleteBeforeReplace: request.getDeletebeforereplacedefined() ? request.getDeletebeforereplace() : undefined,
        timeouts: {
            create: request.getCustomtimeouts()?.getCreate() ?? "",
            update: request.getCustomtimeouts()?.getUpdate() ?? "",
        },
        importId: request.getImportid(),
        wasOnStack: request.getAliasesList().some((alias) => alias.getSpec()?.getNoparent() ?? false),
        hooks: {
            beforeCreate: request.getHooks()?.getBeforeCreateList() ?? [],
            beforeUpdate: request.getHooks()?.getBeforeUpdateList() ?? [],
            onError: request.getHooks()?.getOnErrorList() ?? [],
        },
    };
}

/** A URN, and a provider's reference, have the name as their fourth part. */
function nameIn(urn: string): string {
    return urn.replace(/^urn:pulumi:/, "").split("::")[3] ?? "";
}

const signature = "4dabf18193072939515e22adb298388d";
const secretSignature = "1b47061264138c4ac30d75fd1eb44270";

function marked(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(marked);
    if (typeof value !== "object" || value === null) return value;
    const record = value as Record<string, unknown>;
    if (record[signature] === secretSignature) return new Marked(marked(record.value));
    return Object.fromEntries(Object.entries(record).map(([key, child]) => [key, marked(child)]));
}

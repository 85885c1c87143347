import { dirname, resolve } from "node:path";
import { checkKeys } from "./check-keys";
import { checkOrder, type Order } from "./check-order";
import { checkReferences, type Draft } from "./check-references";
import { Fields } from "./fields";
import { interpolateTree } from "./interpolate-tree";
import type { ComposeModel, MountModel, ServiceModel } from "./model";
import type { ParseContext } from "./parse/context";
import { readService, type ServiceDraft } from "./parse/service";
import { checkServiceName } from "./parse/service-name";
import { readEntries, readFile, readNetwork, readVolume } from "./parse/top-level";
import { ComposeError } from "./problem";
import { leaveOutProfiles } from "./profiles";
import { readYaml } from "./read-yaml";
import { Report } from "./report";
import { leaveOutTaken, type TakenOver } from "./taken-over";
import type { Place, Tree } from "./tree";
import { readMap } from "./values";
import type { PlainSecrets, Variables } from "./variables";

export type { PlainSecrets, Variables } from "./variables";

/** What a compose file is read with. */
export interface LoadOptions {
    /** Path of the compose file as configured; it stands in messages. */
    readonly file: string;
    /** Folder that `file` is relative to. */
    readonly directory: string;
    readonly variables: Variables;
    /** How to judge passwords in plain text; not at all when left out. */
    readonly plainSecrets?: PlainSecrets;
    /** What Slipway gives to services by itself, by service. */
    readonly takenOver?: Readonly<Record<string, TakenOver>>;
    /** Content of the file at an absolute path, undefined when there is none. */
    readonly read: (path: string) => string | undefined;
}

/**
 * Reads a compose file into the model that Slipway deploys.
 *
 * @throws ComposeError with every problem of the file at once.
 */
export function loadCompose(options: LoadOptions): ComposeModel {
    const report = new Report(options.file);
    const model = load(options, report);
    if (report.problems.length > 0 || !model) {
        throw new ComposeError(report.problems);
    }
    return model;
}

function load(
    { file, directory, variables, plainSecrets, takenOver = {}, read }: LoadOptions,
    report: Report,
): ComposeModel | undefined {
    const path = resolve(directory, file);
    const place = readFileTree(path, read, report);
    if (!place) {
        return undefined;
    }
    const { tree, leftOut } = leaveOutProfiles(place, report);
    checkKeys({ ...place, tree }, report);
    const ours = leaveOutTaken({ ...place, tree }, takenOver, report);
    const whole = { ...place, tree: interpolateTree({ ...place, tree: ours }, variables, report) };
    const context = { report, directory: dirname(path), variables, read, ...(plainSecrets && { plainSecrets }) };
    const draft = readDraft(whole, leftOut, context);
    checkReferences(draft, report);
    return modelOf(draft, checkOrder(draft, report), report);
}

function readFileTree(path: string, read: LoadOptions["read"], report: Report): Place | undefined {
    const start = { path: "", at: { line: 1, column: 1 } };
    const text = read(path);
    if (text === undefined) {
        report.problem(start, "does not exist", "set slipway:compose to the path of your compose file");
        return undefined;
    }
    const tree = readYaml(text, report);
    if (tree && !hasServices(tree)) {
        report.problem(start, "has no services", "write the key services with a service below it");
        return undefined;
    }
    return tree && { ...start, tree };
}

/** Whether the text is a compose file at all; what is wrong with `services` itself is told later. */
function hasServices(tree: Tree): boolean {
    const services = tree.kind === "map" ? tree.entries.get("services")?.value : undefined;
    return services?.kind === "map" ? services.entries.size > 0 : services?.kind === "list";
}

function readDraft(whole: Place, leftOut: ReadonlySet<string>, context: ParseContext): Draft {
    const { report } = context;
    const fields = new Fields(whole, report);
    const services = fields.at("services");
    const entries = services ? [...readMap(services, report)] : [];
    return {
        services: new Map(
            entries.map(([name, place]) => {
                checkServiceName(name, place, report);
                return [name, readService(name, place, context)];
            }),
        ),
        leftOut,
        networks: readEntries(fields.at("networks"), report, (place) => readNetwork(place, report)),
        volumes: readEntries(fields.at("volumes"), report, (place, name) => readVolume(name, place, report)),
        secrets: readEntries(fields.at("secrets"), report, (place) => readFile(place, context)),
        configs: readEntries(fields.at("configs"), report, (place) => readFile(place, context)),
    };
}

function modelOf(draft: Draft, order: Order, report: Report): ComposeModel {
    const services = [...draft.services.values()];
    const networks = new Set(services.flatMap((service) => [...service.networks.keys()]));
    const volumes = new Set(services.flatMap(({ mounts }) => mounts.flatMap(({ source }) => source ?? [])));
    return {
        file: report.file,
        services: Object.fromEntries(services.map((service) => [service.model.name, serviceOf(service, draft, order)])),
        networks: pick({ default: { internal: false, labels: {} }, ...draft.networks }, networks),
        volumes: pick(draft.volumes, volumes),
        secrets: draft.secrets,
        configs: draft.configs,
        notes: report.notes,
    };
}

function serviceOf(service: ServiceDraft, { volumes }: Draft, order: Order): ServiceModel {
    const { model, ports, mounts, networks, secrets, configs } = service;
    const isShared = ({ type, source = "" }: MountModel) =>
        type === "volume" && (model.slipway?.shared ?? volumes[source]?.shared ?? false);
    return {
        ...model,
        dependsOn: order.dependsOn.get(model.name) ?? {},
        oneOff: order.oneOff.has(model.name),
        ports: ports.map(unplaced),
        mounts: mounts.map(unplaced).map((mount) => (isShared(mount) ? { ...mount, shared: true } : mount)),
        networks: Object.fromEntries([...networks].map(([name, use]) => [name, unplaced(use)])),
        secrets: secrets.map(unplaced),
        configs: configs.map(unplaced),
    };
}

function unplaced<T extends { readonly place: Place }>({ place: _, ...rest }: T): Omit<T, "place"> {
    return rest;
}

function pick<T>(all: Readonly<Record<string, T>>, names: ReadonlySet<string>): Readonly<Record<string, T>> {
    return Object.fromEntries(Object.entries(all).filter(([name]) => names.has(name)));
}

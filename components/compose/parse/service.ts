import { Fields } from "../fields";
import type { ServiceModel, Text } from "../model";
import { present } from "../present";
import { literal } from "../text";
import type { Place } from "../tree";
import { readBoolean, readDuration, readString, readStringOrList, readStrings } from "../values";
import { readBuild } from "./build";
import type { ParseContext } from "./context";
import { type Dependency, readDependsOn } from "./depends-on";
import { readDeploy } from "./deploy";
import { readEnvFiles } from "./env-files";
import { readEnvironment } from "./environment";
import { readExpose } from "./expose";
import { type PlacedFileUse, readFileUses } from "./file-uses";
import { readHealthcheck } from "./healthcheck";
import { readExtraHosts } from "./hosts";
import { readImage, readPlatform } from "./image";
import { readRecord } from "./key-values";
import { readLogging } from "./logging";
import { type PlacedMount, readMounts } from "./mounts";
import { checkPlainSecret } from "./plain-secret";
import { type PlacedPort, readPorts } from "./ports";
import { type NetworkUse, readServiceNetworks } from "./service-networks";
import { readSlipway } from "./slipway";
import { readSharedMemory, readTmpfs } from "./tmpfs";
import { readUlimits } from "./ulimits";
import { readWords } from "./words";

/** A service as its own text tells it, before it is held against the rest of the file. */
export interface ServiceDraft {
    readonly place: Place;
    /** Where its restart policy is written. */
    readonly restart: Place | undefined;
    readonly model: Omit<
        ServiceModel,
        "dependsOn" | "oneOff" | "ports" | "mounts" | "networks" | "secrets" | "configs"
    >;
    readonly dependencies: ReadonlyMap<string, Dependency>;
    readonly ports: readonly PlacedPort[];
    readonly mounts: readonly PlacedMount[];
    readonly networks: ReadonlyMap<string, NetworkUse>;
    readonly secrets: readonly PlacedFileUse[];
    readonly configs: readonly PlacedFileUse[];
}

/** Reads an entry of `services`. */
export function readService(name: string, place: Place, context: ParseContext): ServiceDraft {
    const fields = new Fields(place, context.report);
    const networks = fields.read("networks", readServiceNetworks);
    const deploy = fields.at("deploy");
    fields.read("profiles", readStrings);
    return {
        place,
        restart: fields.at("restart") ?? (deploy && new Fields(deploy, context.report).at("restart_policy")),
        model: readModel(name, fields, context),
        dependencies: fields.read("depends_on", readDependsOn) ?? new Map(),
        ports: fields.read("ports", readPorts) ?? [],
        mounts: [
            ...(fields.read("volumes", (at) => readMounts(at, context)) ?? []),
            ...(fields.read("tmpfs", readTmpfs) ?? []),
            ...[fields.read("shm_size", readSharedMemory) ?? []].flat(),
        ],
        networks: networks?.size ? networks : new Map([["default", { aliases: [], place }]]),
        secrets: fields.read("secrets", readFileUses) ?? [],
        configs: fields.read("configs", readFileUses) ?? [],
    };
}

function readModel(name: string, fields: Fields, context: ParseContext): ServiceDraft["model"] {
    return present({
        name,
        line: fields.place.at.line,
        image: fields.read("image", readImage),
        build: fields.read("build", (at) => readBuild(at, context)),
        platform: fields.read("platform", readPlatform),
        entrypoint: fields.read("entrypoint", readWords),
        command: fields.read("command", readWords),
        environment: readWholeEnvironment(fields, context),
        expose: fields.read("expose", readExpose),
        healthcheck: fields.read("healthcheck", readHealthcheck),
        deploy: readDeploy(fields),
        labels: fields.read("labels", readRecord) ?? {},
        user: fields.read("user", readString),
        workingDir: fields.read("working_dir", readString),
        hostname: fields.read("hostname", readString),
        init: fields.read("init", readBoolean),
        readOnly: fields.read("read_only", readBoolean),
        tty: fields.read("tty", readBoolean),
        stdinOpen: fields.read("stdin_open", readBoolean),
        stopSignal: fields.read("stop_signal", readString),
        stopGracePeriod: fields.read("stop_grace_period", readDuration),
        capAdd: fields.read("cap_add", readStrings) ?? [],
        capDrop: fields.read("cap_drop", readStrings) ?? [],
        extraHosts: fields.read("extra_hosts", readExtraHosts) ?? [],
        dns: fields.read("dns", readStringOrList) ?? [],
        sysctls: fields.read("sysctls", readRecord) ?? {},
        ulimits: fields.read("ulimits", readUlimits) ?? {},
        logging: fields.read("logging", readLogging),
        slipway: fields.read("x-slipway", readSlipway),
    });
}

/** `environment` above the files of `env_file`. */
function readWholeEnvironment(fields: Fields, context: ParseContext): Readonly<Record<string, Text>> {
    const files = fields.read("env_file", (at) => readEnvFiles(at, context)) ?? new Map();
    const own = fields.read("environment", (at) => readEnvironment(at, context)) ?? {};
    const below = [...files.values()].filter(({ name }) => !Object.hasOwn(own, name));
    for (const each of below) {
        checkPlainSecret(each, context);
    }
    return { ...Object.fromEntries(below.map(({ name, value }) => [name, literal(value)])), ...own };
}

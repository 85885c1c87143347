import { credentials } from "@grpc/grpc-js";
import type { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as pb from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { call } from "./call";
import { fromStruct, type Properties, toStruct } from "./values";

/** How the engine asks for automatic names; see the option `pulumi:autonaming`. */
export type Autonaming = { readonly mode: "propose" | "enforce"; readonly name: string } | { readonly mode: "disable" };

/** What a check found. */
export interface Checked {
    readonly inputs: Properties;
    readonly failures: readonly { readonly property: string; readonly reason: string }[];
}

/** What a comparison found. */
export interface Difference {
    readonly changed: boolean;
    readonly diffs: readonly string[];
    readonly replaces: readonly string[];
    readonly deleteBeforeReplace: boolean;
}

/** A resource as a provider reports it; the id is empty when it is gone, or in a preview. */
export interface Reported {
    readonly id: string;
    readonly state: Properties;
}

/** Speaks the engine's side of the provider protocol for the resources of one type. */
export class ProviderDriver {
    private readonly client: ResourceProviderClient;

    constructor(
        address: string,
        private readonly type: string,
    ) {
        this.client = new ResourceProviderClient(address, credentials.createInsecure());
    }

    /** The same plugin, for another type. */
    of(type: string): ProviderDriver {
        return new ProviderDriver(this.client.getChannel().getTarget().replace(/^dns:/, ""), type);
    }

    async configure(settings: Properties): Promise<void> {
        const request = new pb.ConfigureRequest();
        request.setArgs(toStruct(settings)).setAcceptsecrets(true).setAcceptresources(true);
        await call<pb.ConfigureResponse>((done) => this.client.configure(request, done));
    }

    async version(): Promise<string> {
        const info = await call<PluginInfo>((done) => this.client.getPluginInfo(new Empty(), done));
        return info.getVersion();
    }

    async cancel(): Promise<void> {
        await call<Empty>((done) => this.client.cancel(new Empty(), done));
    }

    async check(name: string, news: Properties, more: CheckMore = {}): Promise<Checked> {
        const request = new pb.CheckRequest();
        request.setUrn(this.urn(name)).setName(name).setType(this.type).setNews(toStruct(news));
        request.setRandomseed(more.seed ?? new Uint8Array(32));
        if (more.olds !== undefined) request.setOlds(toStruct(more.olds));
        if (more.autonaming !== undefined) request.setAutonaming(autonamingOptions(more.autonaming));
        const response = await call<pb.CheckResponse>((done) => this.client.check(request, done));
        const failures = response.getFailuresList();
        return {
            inputs: fromStruct(response.getInputs()),
            failures: failures.map((f) => ({ property: f.getProperty(), reason: f.getReason() })),
        };
    }

    async diff(name: string, old: { inputs: Properties; state: Properties }, news: Properties): Promise<Difference> {
        const request = new pb.DiffRequest();
        request.setUrn(this.urn(name)).setName(name).setType(this.type).setId("an-id");
        request.setOldInputs(toStruct(old.inputs)).setOlds(toStruct(old.state)).setNews(toStruct(news));
        const response = await call<pb.DiffResponse>((done) => this.client.diff(request, done));
        return {
            changed: response.getChanges() === pb.DiffResponse.DiffChanges.DIFF_SOME,
            diffs: response.getDiffsList(),
            replaces: response.getReplacesList(),
            deleteBeforeReplace: response.getDeletebeforereplace(),
        };
    }

    async create(name: string, inputs: Properties, more: RunMore = {}): Promise<Reported> {
        const request = new pb.CreateRequest();
        request.setUrn(this.urn(name)).setName(name).setType(this.type).setProperties(toStruct(inputs));
        request.setPreview(more.preview ?? false).setTimeout(more.timeout ?? 0);
        const response = await call<pb.CreateResponse>((done) => this.client.create(request, done));
        return { id: response.getId(), state: fromStruct(response.getProperties()) };
    }

    async update(name: string, old: Reported, inputs: Properties, more: RunMore = {}): Promise<Properties> {
        const request = new pb.UpdateRequest();
        request.setUrn(this.urn(name)).setName(name).setType(this.type).setId(old.id);
        request.setOlds(toStruct(old.state)).setNews(toStruct(inputs));
        request.setPreview(more.preview ?? false).setTimeout(more.timeout ?? 0);
        const response = await call<pb.UpdateResponse>((done) => this.client.update(request, done));
        return fromStruct(response.getProperties());
    }

    async read(name: string, known: Reported, inputs: Properties = {}): Promise<Reported & { inputs: Properties }> {
        const request = new pb.ReadRequest();
        request.setUrn(this.urn(name)).setName(name).setType(this.type).setId(known.id);
        request.setProperties(toStruct(known.state)).setInputs(toStruct(inputs));
        const response = await call<pb.ReadResponse>((done) => this.client.read(request, done));
        return {
            id: response.getId(),
            state: fromStruct(response.getProperties()),
            inputs: fromStruct(response.getInputs()),
        };
    }

    async delete(name: string, old: Reported, more: RunMore = {}): Promise<void> {
        const request = new pb.DeleteRequest();
        request.setUrn(this.urn(name)).setName(name).setType(this.type).setId(old.id);
        request.setProperties(toStruct(old.state)).setTimeout(more.timeout ?? 0);
        await call<Empty>((done) => this.client.delete(request, done));
    }

    /** Calls one of the plugin's functions; arguments that it refuses make it fail, as an error does. */
    async invoke(token: string, args: Properties): Promise<Properties> {
        const request = new pb.InvokeRequest().setTok(token).setArgs(toStruct(args));
        const response = await call<pb.InvokeResponse>((done) => this.client.invoke(request, done));
        const failures = response.getFailuresList();
        if (failures.length > 0)
            throw new Error(failures.map((f) => `${f.getProperty()}: ${f.getReason()}`).join("; "));
        return fromStruct(response.getReturn());
    }

    close(): void {
        this.client.close();
    }

    private urn(name: string): string {
        return `urn:pulumi:test::contract::${this.type}::${name}`;
    }
}

interface CheckMore {
    readonly olds?: Properties;
    readonly seed?: Uint8Array;
    readonly autonaming?: Autonaming;
}

interface RunMore {
    readonly preview?: boolean;
    /** Seconds. */
    readonly timeout?: number;
}

function autonamingOptions(asked: Autonaming): pb.CheckRequest.AutonamingOptions {
    const modes = pb.CheckRequest.AutonamingOptions.Mode;
    const options = new pb.CheckRequest.AutonamingOptions();
    if (asked.mode === "disable") return options.setMode(modes.DISABLE);
    return options.setMode(asked.mode === "propose" ? modes.PROPOSE : modes.ENFORCE).setProposedName(asked.name);
}

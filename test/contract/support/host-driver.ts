import { credentials } from "@grpc/grpc-js";
import { LanguageRuntimeClient } from "@pulumi/pulumi/proto/language_grpc_pb";
import * as pb from "@pulumi/pulumi/proto/language_pb";
import type { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { call } from "./call";
import { type Properties, toStruct } from "./values";

/** How a program ended, as the engine is told. */
export interface Ended {
    readonly error: string;
    readonly bail: boolean;
}

/** What a plugin that the host runs has printed, and its exit status. */
export interface Printed {
    readonly stdout: string;
    readonly stderr: string;
    readonly exitCode: number;
}

/** Speaks the engine's side of the language host protocol, for one program's folder. */
export class HostDriver {
    private readonly client: LanguageRuntimeClient;

    constructor(
        address: string,
        private readonly folder: string,
    ) {
        this.client = new LanguageRuntimeClient(address, credentials.createInsecure());
    }

    async version(): Promise<string> {
        return (await call<PluginInfo>((done) => this.client.getPluginInfo(new Empty(), done))).getVersion();
    }

    async about(): Promise<{ executable: string; version: string }> {
        const request = new pb.AboutRequest().setInfo(this.info({}));
        const about = await call<pb.AboutResponse>((done) => this.client.about(request, done));
        return { executable: about.getExecutable(), version: about.getVersion() };
    }

    async requiredPackages(): Promise<Readonly<Record<string, string>>> {
        const request = new pb.GetRequiredPackagesRequest().setInfo(this.info({}));
        const response = await call<pb.GetRequiredPackagesResponse>((done) =>
            this.client.getRequiredPackages(request, done),
        );
        return Object.fromEntries(response.getPackagesList().map((found) => [found.getName(), found.getVersion()]));
    }

    async dependencies(transitive: boolean): Promise<Readonly<Record<string, string>>> {
        const request = new pb.GetProgramDependenciesRequest().setInfo(this.info({}));
        request.setTransitivedependencies(transitive);
        const response = await call<pb.GetProgramDependenciesResponse>((done) =>
            this.client.getProgramDependencies(request, done),
        );
        return Object.fromEntries(response.getDependenciesList().map((found) => [found.getName(), found.getVersion()]));
    }

    async run(options: Properties = {}, dryRun = false): Promise<Ended> {
        const request = new pb.RunRequest();
        request.setProject("shop").setStack("local").setOrganization("acme").setParallel(16).setDryrun(dryRun);
        request.setPwd(this.folder).setMonitorAddress("127.0.0.1:1").setInfo(this.info(options));
        request.getConfigMap().set("shop:colour", "green");
        request.setConfigsecretkeysList(["shop:key"]);
        const response = await call<pb.RunResponse>((done) => this.client.run(request, done));
        return { error: response.getError(), bail: response.getBail() };
    }

    runPlugin(kind: string, args: readonly string[], env: readonly string[]): Promise<Printed> {
        const request = new pb.RunPluginRequest();
        request.setPwd(this.folder).setKind(kind).setInfo(this.info({}));
        request.setArgsList([...args]).setEnvList([...env]);
        const printed = { stdout: "", stderr: "", exitCode: -1 };
        return new Promise((resolve, reject) => {
            const stream = this.client.runPlugin(request);
            stream.on("data", (message: pb.RunPluginResponse) => {
                printed.stdout += Buffer.from(message.getStdout_asU8()).toString();
                printed.stderr += Buffer.from(message.getStderr_asU8()).toString();
                if (message.hasExitcode()) printed.exitCode = message.getExitcode();
            });
            stream.on("error", reject);
            stream.on("end", () => resolve(printed));
        });
    }

    installDependencies(): Promise<string> {
        const request = new pb.InstallDependenciesRequest().setDirectory(this.folder).setInfo(this.info({}));
        let printed = "";
        return new Promise((resolve, reject) => {
            const stream = this.client.installDependencies(request);
            stream.on("data", (message: pb.InstallDependenciesResponse) => {
                printed += Buffer.concat([message.getStdout_asU8(), message.getStderr_asU8()]).toString();
            });
            stream.on("error", reject);
            stream.on("end", () => resolve(printed));
        });
    }

    async cancel(): Promise<void> {
        await call<Empty>((done) => this.client.cancel(new Empty(), done));
    }

    close(): void {
        this.client.close();
    }

    private info(options: Properties): pb.ProgramInfo {
        const info = new pb.ProgramInfo().setRootDirectory(this.folder).setProgramDirectory(this.folder);
        return info.setEntryPoint("index.ts").setOptions(toStruct(options));
    }
}

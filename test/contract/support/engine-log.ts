import { Server, ServerCredentials } from "@grpc/grpc-js";
import { EngineService } from "@pulumi/pulumi/proto/engine_grpc_pb";
import type { LogRequest } from "@pulumi/pulumi/proto/engine_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";

/** Takes the engine's place for a plugin that logs. */
export interface EngineLog {
    readonly address: string;
    /** The lines logged since the last call. */
    readonly take: () => readonly string[];
    readonly stop: () => void;
}

/** Starts a server that answers the engine's `Log` call and keeps what it is told. */
export async function startEngineLog(): Promise<EngineLog> {
    let lines: string[] = [];
    const server = new Server();
    server.addService(EngineService as never, {
        log(request: { request: LogRequest }, done: (error: null, response: Empty) => void): void {
            lines.push(request.request.getMessage());
            done(null, new Empty());
        },
    });
    const port = await new Promise<number>((resolve, reject) => {
        server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) =>
            error === null ? resolve(bound) : reject(error),
        );
    });
    const take = (): readonly string[] => {
        const taken = lines;
        lines = [];
        return taken;
    };
    return { address: `127.0.0.1:${port}`, take, stop: () => server.forceShutdown() };
}

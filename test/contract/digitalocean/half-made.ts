import type { ServiceError } from "@grpc/grpc-js";
import { ErrorResourceInitFailed } from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import type { Reported } from "../support/provider-driver";
import { fromStruct } from "../support/values";

/** What the engine records of a resource whose creation failed on the way; undefined when it is told nothing. */
export function halfMade(error: Error): Reported | undefined {
    const [details] = (error.cause as ServiceError).metadata.get("grpc-status-details-bin");
    if (!(details instanceof Buffer)) return undefined;
    for (const detail of Status.deserializeBinary(details).getDetailsList()) {
        const failed = detail.unpack(ErrorResourceInitFailed.deserializeBinary, "pulumirpc.ErrorResourceInitFailed");
        if (failed !== null) return { id: failed.getId(), state: fromStruct(failed.getProperties()) };
    }
    return undefined;
}

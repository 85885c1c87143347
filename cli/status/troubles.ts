import type { StackStatus } from "./status";

/** What is wrong with services right after a deploy that went well, and how to mend it; a line each. */
export function troublesOf({ stack, services }: StackStatus): readonly string[] {
    return services.flatMap(({ service, health }) => {
        if (health === "absent") {
            const mend = `./slipway up ${stack} --replace '**${service}-release-service' makes it anew`;
            return `service ${service} is not on the engine, though Pulumi has deployed it: ${mend}`;
        }
        if (health === "failed") return `service ${service} has failed: see ./slipway logs ${stack} ${service}`;
        return [];
    });
}

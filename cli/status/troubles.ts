import type { StackStatus } from "./status";

/** What is wrong with services that a deploy has brought to the engine, and how to mend it; a line each. */
export function troublesOf({ stack, services }: StackStatus): readonly string[] {
    return services.flatMap(({ service, health, bringBack }) => {
        if (health === "absent") {
            // A routed one gets a new name with its generation; under the same one, what is removed would be the new one.
            const mend = `./slipway up ${stack} --replace '**${service}-release-service' makes it anew, and where it has a route, --replace '**${service}-generation'`;
            return `service ${service} is not on the engine, though Pulumi has deployed it: ${mend}`;
        }
        if (health === "stopped") {
            const unless = "unless it rests for a migration that is under way";
            return `service ${service} is stopped: ${bringBack} brings it back, ${unless}`;
        }
        if (health === "failed") return `service ${service} has failed: see ./slipway logs ${stack} ${service}`;
        return [];
    });
}

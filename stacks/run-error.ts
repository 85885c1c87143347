import * as pulumi from "@pulumi/pulumi";
import { ComposeError } from "../components/compose/problem";
import { ConfigError } from "./config/config-error";

/**
 * Runs what reads the user's files; their mistakes become errors that Pulumi prints without a stack trace.
 *
 * @throws pulumi.RunError
 */
export function orRunError<T>(read: () => T): T {
    try {
        return read();
    } catch (error) {
        if (error instanceof ConfigError || error instanceof ComposeError) throw new pulumi.RunError(error.message);
        throw error;
    }
}

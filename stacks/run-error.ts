import * as pulumi from "@pulumi/pulumi";
import { ComposeError } from "../components/compose/problem";
import { ConfigError } from "./config/config-error";

/**
 * An error that the user can mend: Pulumi prints its message and no stack trace. It has no stack either, because Pulumi
 * writes out everything that hangs on an error with one, which takes ten seconds, for a trace that nobody asked for.
 */
export function runError(message: string): pulumi.RunError {
    const error = new pulumi.RunError(message);
    delete error.stack;
    return error;
}

/**
 * Runs what reads the user's files; their mistakes become errors that Pulumi prints without a stack trace.
 *
 * @throws pulumi.RunError
 */
export function orRunError<T>(read: () => T): T {
    try {
        return read();
    } catch (error) {
        if (error instanceof ConfigError || error instanceof ComposeError) throw runError(error.message);
        throw error;
    }
}

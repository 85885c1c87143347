import { formatKeyPath, type KeyPath } from "./key-path";
import type { Subject } from "./subject";

/**
 * Tells whether a value is encrypted: by the file where it has the entry; what came from elsewhere, such as an
 * environment of Pulumi ESC, by the key.
 */
export function isEncrypted({ lines, encrypted, secretKeys }: Subject, path: KeyPath): boolean {
    const written = formatKeyPath(path);
    return lines.has(written) ? encrypted.has(written) : secretKeys.has(`slipway:${path[0]}`);
}

/** What encrypts a value. The value is not in the command: Pulumi asks for it, or reads it from standard input. */
export function encryptCommand({ stack }: Subject, path: KeyPath): string {
    return `pulumi config set --secret --path '${formatKeyPath(path)}' --stack ${stack}`;
}

import { createHash, createHmac, pbkdf2Sync } from "node:crypto";

/** What Postgres takes by default. */
const iterations = 4096;

/**
 * What Postgres keeps in place of a password (RFC 5803), so that the password itself never gets to the server, nor into
 * its logs and statistics. The same password and role give the same verifier.
 *
 * @param password in ASCII, which needs no preparation
 */
export function scramVerifier(password: string, role: string): string {
    // The salt only has to differ from role to role and password to password.
    const salt = createHmac("sha256", password).update(`slipway salt of ${role}`).digest().subarray(0, 16);
    const salted = pbkdf2Sync(password, salt, iterations, 32, "sha256");
    const clientKey = createHmac("sha256", salted).update("Client Key").digest();
    const storedKey = createHash("sha256").update(clientKey).digest("base64");
    const serverKey = createHmac("sha256", salted).update("Server Key").digest("base64");
    return `SCRAM-SHA-256$${iterations}:${salt.toString("base64")}$${storedKey}:${serverKey}`;
}

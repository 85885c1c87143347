import { randomBytes } from "node:crypto";
import { run } from "../../images/run";
import { SetupError } from "../../toolchain/setup-error";

/** Somebody who may use a registry. */
export interface RegistryUser {
    readonly name: string;
    readonly password: string;
}

/**
 * The file of users that the registry reads, a line each. It takes bcrypt only, which Node has not, but the system's own
 * library on Debian has: Perl leads to it.
 *
 * @throws SetupError where it does not
 */
export async function htpasswd(users: readonly RegistryUser[]): Promise<string> {
    const lines = await Promise.all(users.map(async ({ name, password }) => `${name}:${await hashed(password)}\n`));
    return lines.join("");
}

/** The cheapest: whoever can read an emulator's files has its passwords anyway. */
const kind = "$2b$05$";

async function hashed(password: string): Promise<string> {
    // 22 of bcrypt's own digits.
    const salt = randomBytes(32).toString("base64").replace(/[+=]/g, ".").slice(0, 22);
    const hash = await run(["perl", "-e", "print crypt($ENV{PASSWORD}, $ENV{SALT})"], {
        purpose: "hash a registry's password",
        environment: { PASSWORD: password, SALT: `${kind}${salt}` },
    });
    if (hash.startsWith(kind)) return hash;
    throw new SetupError("cannot hash a registry's password: perl on PATH knows no bcrypt, as it does on Debian");
}

// Before the library that needs it: it keeps its parts in a container of injected dependencies.
import "reflect-metadata";
import { generateKeyPairSync, randomBytes } from "node:crypto";
import { PublicKey } from "@peculiar/x509";
import { serialOf } from "../cloudflare/certificates/authorities";
import { sign } from "../cloudflare/certificates/authority";
import type { Certificate } from "../cloudflare/certificates/certificate";

/** A day, in milliseconds. */
const day = 86_400_000;

/**
 * Makes a key and has an authority sign a server's certificate for it, good for 90 days.
 *
 * @param names host names, wildcards among them, and IP addresses; at least one
 */
export async function makeServerCertificate(
    authority: Certificate,
    names: readonly string[],
    now: Date,
): Promise<Certificate> {
    const keys = generateKeyPairSync("ec", { namedCurve: "P-256" });
    const publicKey = new PublicKey(keys.publicKey.export({ type: "spki", format: "der" }));
    const serial = serialOf(randomBytes(16).toString("hex"));
    const certificate = await sign(
        authority,
        { subject: `CN=${names[0]}`, publicKey, hostnames: names },
        { serial, from: new Date(now.getTime() - day / 24), until: new Date(now.getTime() + 90 * day) },
    );
    return { certificate, privateKey: keys.privateKey.export({ type: "pkcs8", format: "pem" }).toString() };
}

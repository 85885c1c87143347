// Before the library that needs it: it keeps its parts in a container of injected dependencies.
import "reflect-metadata";
import { createPrivateKey, X509Certificate as NodeCertificate } from "node:crypto";
import { X509Certificate } from "@peculiar/x509";
import { refusal } from "../api/refusal";
import type { ReadCertificate } from "./pull-certificate";

/**
 * Reads an uploaded certificate and its key. What Cloudflare's codes for these mistakes are, it does not publish.
 *
 * @throws Refusal 1400 where one of them is missing or cannot be read, or the key is another certificate's
 */
export function readCertificate(body: Readonly<Record<string, unknown>>): ReadCertificate {
    const certificate = textIn(body, "certificate");
    const privateKey = textIn(body, "private_key");
    const read = parsed("certificate", () => new X509Certificate(certificate));
    const key = parsed("private_key", () => createPrivateKey(privateKey));
    if (!new NodeCertificate(certificate).checkPrivateKey(key)) {
        throw refusal(400, 1400, "Invalid request: 'private_key' is not the key of 'certificate'");
    }
    return {
        certificate,
        privateKey,
        issuer: issuerOf(read),
        serialNumber: BigInt(`0x${read.serialNumber}`).toString(),
        signature: signatureOf(read),
        expiresOn: read.notAfter.toISOString(),
    };
}

function textIn(body: Readonly<Record<string, unknown>>, key: string): string {
    const text = body[key];
    if (typeof text === "string" && text.trim() !== "") return text;
    throw refusal(400, 1400, `Invalid request: '${key}' is required`);
}

function parsed<Result>(key: string, parse: () => Result): Result {
    try {
        return parse();
    } catch {
        throw refusal(400, 1400, `Invalid request: '${key}' cannot be read`);
    }
}

function issuerOf({ issuerName }: X509Certificate): string {
    return issuerName.getField("O")[0] ?? issuerName.getField("CN")[0] ?? "";
}

/** In the words of Go's standard library, without their hyphens. */
function signatureOf({ signatureAlgorithm }: X509Certificate): string {
    const hash = signatureAlgorithm.hash.name.replace("-", "");
    return signatureAlgorithm.name === "ECDSA" ? `ECDSAWith${hash}` : `${hash}WithRSA`;
}

import "reflect-metadata";
import { PemConverter, Pkcs10CertificateRequestGenerator } from "@peculiar/x509";

/** A key, and a request to sign a certificate for it; both in PEM. */
export async function makeRequest(kind: "rsa" | "ecc"): Promise<{ readonly csr: string; readonly privateKey: string }> {
    const algorithm =
        kind === "ecc"
            ? { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" }
            : {
                  name: "RSASSA-PKCS1-v1_5",
                  hash: "SHA-256",
                  publicExponent: new Uint8Array([1, 0, 1]),
                  modulusLength: 2048,
              };
    const keys = (await crypto.subtle.generateKey(algorithm, true, ["sign", "verify"])) as CryptoKeyPair;
    const request = await Pkcs10CertificateRequestGenerator.create({
        name: "CN=any",
        keys,
        signingAlgorithm: algorithm,
    });
    const privateKey = await crypto.subtle.exportKey("pkcs8", keys.privateKey);
    return { csr: request.toString("pem"), privateKey: PemConverter.encode(privateKey, PemConverter.PrivateKeyTag) };
}

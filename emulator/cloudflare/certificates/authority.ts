// Before the library that needs it: it keeps its parts in a container of injected dependencies.
import "reflect-metadata";
import { isIP } from "node:net";
import {
    AuthorityKeyIdentifierExtension,
    BasicConstraintsExtension,
    ExtendedKeyUsage,
    ExtendedKeyUsageExtension,
    type Extension,
    KeyUsageFlags,
    KeyUsagesExtension,
    PemConverter,
    PublicKey,
    SubjectAlternativeNameExtension,
    SubjectKeyIdentifierExtension,
    X509Certificate,
    X509CertificateGenerator,
} from "@peculiar/x509";
import type { Certificate } from "./certificate";

/** Which kind of key an authority signs with. */
export type KeyKind = "rsa" | "ecc";

/** From when to when a certificate is good, and its serial number. */
export interface Validity {
    /** Hexadecimal digits. */
    readonly serial: string;
    readonly from: Date;
    readonly until: Date;
}

/** Makes a certificate authority that signs itself. */
export async function makeAuthority(subject: string, kind: KeyKind, validity: Validity): Promise<Certificate> {
    const keys = await makeKeys(kind);
    const certificate = await X509CertificateGenerator.createSelfSigned({
        ...inLibrarysWords(validity),
        name: subject,
        keys,
        signingAlgorithm: algorithms[kind],
        extensions: [
            new BasicConstraintsExtension(true, 0, true),
            new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
            await SubjectKeyIdentifierExtension.create(keys.publicKey),
        ],
    });
    return { certificate: `${certificate.toString("pem")}\n`, privateKey: await inPem(keys.privateKey) };
}

/** What an authority is to sign. */
export interface ToSign {
    /** A distinguished name, such as `CN=example,O=Example`. */
    readonly subject: string;
    readonly publicKey: PublicKey;
    /** For servers, IP addresses among them; without them it is a client's certificate. */
    readonly hostnames?: readonly string[];
}

/** Signs a certificate; gives it in PEM. */
export async function sign(authority: Certificate, what: ToSign, validity: Validity): Promise<string> {
    const issuer = new X509Certificate(authority.certificate);
    const algorithm = algorithms[issuer.publicKey.algorithm.name === algorithms.ecc.name ? "ecc" : "rsa"];
    const key = PemConverter.decodeFirst(authority.privateKey);
    const certificate = await X509CertificateGenerator.create({
        ...inLibrarysWords(validity),
        subject: what.subject,
        issuer: issuer.subject,
        publicKey: what.publicKey,
        signingKey: await crypto.subtle.importKey("pkcs8", key, algorithm, false, ["sign"]),
        signingAlgorithm: algorithm,
        extensions: await extensionsOf(what, issuer),
    });
    return `${certificate.toString("pem")}\n`;
}

/** Makes a key and a client's certificate for it. */
export async function makeClient(authority: Certificate, subject: string, validity: Validity): Promise<Certificate> {
    const keys = await makeKeys("ecc");
    const publicKey = await PublicKey.create(keys.publicKey);
    return {
        certificate: await sign(authority, { subject, publicKey }, validity),
        privateKey: await inPem(keys.privateKey),
    };
}

const algorithms = {
    rsa: { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256", publicExponent: new Uint8Array([1, 0, 1]), modulusLength: 2048 },
    ecc: { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" },
};

async function makeKeys(kind: KeyKind): Promise<CryptoKeyPair> {
    return (await crypto.subtle.generateKey(algorithms[kind], true, ["sign", "verify"])) as CryptoKeyPair;
}

async function inPem(key: CryptoKey): Promise<string> {
    return `${PemConverter.encode(await crypto.subtle.exportKey("pkcs8", key), PemConverter.PrivateKeyTag)}\n`;
}

function inLibrarysWords({ serial, from, until }: Validity): object {
    return { serialNumber: serial, notBefore: from, notAfter: until };
}

async function extensionsOf({ publicKey, hostnames }: ToSign, issuer: X509Certificate): Promise<Extension[]> {
    const names = hostnames?.map((value) => ({ type: isIP(value) > 0 ? ("ip" as const) : ("dns" as const), value }));
    const forClients = [ExtendedKeyUsage.clientAuth];
    return [
        new BasicConstraintsExtension(false, undefined, true),
        new KeyUsagesExtension(KeyUsageFlags.digitalSignature | KeyUsageFlags.keyEncipherment, true),
        new ExtendedKeyUsageExtension(names ? [ExtendedKeyUsage.serverAuth, ...forClients] : forClients),
        await SubjectKeyIdentifierExtension.create(publicKey),
        await AuthorityKeyIdentifierExtension.create(issuer.publicKey),
        ...(names ? [new SubjectAlternativeNameExtension(names)] : []),
    ];
}

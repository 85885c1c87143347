import "reflect-metadata";
import { createHash, generateKeyPairSync, sign } from "node:crypto";
import { once } from "node:events";
import type http from "node:http";
import https from "node:https";
import { setTimeout as pause } from "node:timers/promises";
import { Pkcs10CertificateRequestGenerator, SubjectAlternativeNameExtension } from "@peculiar/x509";

/** Where a client is to prove that a name is its own, and what it has to show there. */
export type Show = (challenge: { readonly token: string; readonly content: string }) => void;

/** As much of an ACME client (RFC 8555) as gets one certificate by HTTP-01. */
export class AcmeClient {
    private readonly keys = generateKeyPairSync("ec", { namedCurve: "P-256" });
    private readonly nonces: string[] = [];
    private account = "";

    constructor(
        private readonly directory: string,
        private readonly authority: string,
    ) {}

    /** The certificate's chain in PEM, or what the server said against it. */
    public async order(name: string, show: Show): Promise<string> {
        const paths = JSON.parse((await this.send(this.directory)).body) as Record<string, string>;
        const header = (await this.send(paths.newNonce ?? "")).headers;
        this.nonces.push(String(header["replay-nonce"]));
        const account = await this.post(paths.newAccount, { termsOfServiceAgreed: true });
        this.account = String(account.headers.location);
        const order = await this.post(paths.newOrder, { identifiers: [{ type: "dns", value: name }] });
        const { authorizations = [], finalize } = order.json as { authorizations?: string[]; finalize?: string };
        for (const url of authorizations) await this.prove(url, show);
        await this.post(finalize, { csr: await request(name) });
        const { certificate } = await this.settled(String(order.headers.location));
        return (await this.post(certificate, undefined)).body;
    }

    private async prove(url: string, show: Show): Promise<void> {
        const { challenges } = (await this.post(url, undefined)).json as { challenges: Record<string, string>[] };
        const challenge = challenges.find(({ type }) => type === "http-01");
        const token = challenge?.token ?? "";
        show({
            token,
            content: `${token}.${createHash("sha256").update(JSON.stringify(this.jwk())).digest("base64url")}`,
        });
        await this.post(challenge?.url, {});
        await this.settled(url);
    }

    private async settled(url: string): Promise<Record<string, string>> {
        for (;;) {
            const { json } = await this.post(url, undefined);
            if (json.status === "valid") return json as Record<string, string>;
            if (json.status === "invalid") throw new Error(JSON.stringify(json));
            await pause(50);
        }
    }

    /** The public key, its members in the order that its thumbprint asks for. */
    private jwk(): object {
        const { crv, kty, x, y } = this.keys.publicKey.export({ format: "jwk" });
        return { crv, kty, x, y };
    }

    /** @param payload undefined: only asks */
    private async post(url = "", payload: object | undefined) {
        const who = this.account === "" ? { jwk: this.jwk() } : { kid: this.account };
        const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
        const signed = {
            protected: encoded({ alg: "ES256", nonce: this.nonces.pop(), url, ...who }),
            payload: payload === undefined ? "" : encoded(payload),
        };
        const key = { key: this.keys.privateKey, dsaEncoding: "ieee-p1363" } as const;
        const signature = sign("sha256", Buffer.from(`${signed.protected}.${signed.payload}`), key);
        const answer = await this.send(url, { ...signed, signature: signature.toString("base64url") });
        this.nonces.push(String(answer.headers["replay-nonce"]));
        if (answer.status >= 400) throw new Error(answer.body);
        const isJson = String(answer.headers["content-type"]).includes("json");
        return { ...answer, json: (isJson ? JSON.parse(answer.body) : {}) as Record<string, unknown> };
    }

    private async send(url: string, body?: object) {
        const headers = { "content-type": "application/jose+json", "user-agent": "test" };
        const options = { method: body ? "POST" : "GET", headers, ca: this.authority, agent: false };
        const request = https.request(url, options).end(body && JSON.stringify(body));
        const [response] = (await once(request, "response")) as [http.IncomingMessage];
        let text = "";
        for await (const part of response.setEncoding("utf8")) text += part;
        return { status: response.statusCode ?? 0, headers: response.headers, body: text };
    }
}

async function request(name: string): Promise<string> {
    const algorithm = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
    const keys = (await crypto.subtle.generateKey(algorithm, true, ["sign", "verify"])) as CryptoKeyPair;
    const extensions = [new SubjectAlternativeNameExtension([{ type: "dns", value: name }])];
    const csr = await Pkcs10CertificateRequestGenerator.create({ keys, signingAlgorithm: algorithm, extensions });
    return Buffer.from(csr.rawData).toString("base64url");
}

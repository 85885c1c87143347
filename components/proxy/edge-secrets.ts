import type * as pulumi from "@pulumi/pulumi";
import type { ServiceFile } from "../compose/files";
import type { TlsPlan } from "./edge.plan";
import { proxyUser } from "./reverse-proxy.plan";
import { tlsFiles } from "./tls.render";

/** How an edge takes requests over TLS; the port that it has anyway only sends people there then. */
export interface EdgeTls extends TlsPlan {
    /**
     * PEM of the certificate, with those of the authorities in between after it. A change restarts the edge. With a
     * `source`: of the one by which the edge and the source know each other.
     */
    readonly certificate: pulumi.Input<string>;
    /** PEM of its key. */
    readonly key: pulumi.Input<string>;
    /** PEM of an authority: only clients with a certificate of it are let in. Left out: anybody is. */
    readonly clientAuthority?: pulumi.Input<string>;
    /** Engine name of the `source`'s network. */
    readonly sourceNetwork?: pulumi.Input<string>;
}

/** What a {@link ReverseProxy} is given, so that its container has the files of `tlsFiles`. */
export function edgeSecrets(tls: EdgeTls | undefined): {
    readonly secrets: readonly ServiceFile[];
    readonly values: Readonly<Record<string, pulumi.Input<string>>>;
} {
    if (tls === undefined) return { secrets: [], values: {} };
    const { certificate, key, clientAuthority } = tls;
    const values = { certificate, key, ...(clientAuthority === undefined ? {} : { clientAuthority }) };
    const [uid = "", gid = ""] = proxyUser.split(":");
    const secrets = (Object.keys(values) as (keyof typeof tlsFiles)[]).map((secret) => {
        const target = tlsFiles[secret];
        return { key: target.slice(target.lastIndexOf("/") + 1), content: [{ secret }], target, uid, gid, mode: 0o400 };
    });
    return { secrets, values };
}

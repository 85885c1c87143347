import { createHash } from "node:crypto";

/** What a zone's owner wants of DNSSEC, and what its registrar has. */
export interface Dnssec {
    readonly wanted: boolean;
    /** Whether the parent zone has the DS record: the owner puts it there by hand. */
    readonly published: boolean;
    /** RFC 3339; null where it was never on. */
    readonly modifiedOn: string | null;
}

/** Where DNSSEC stands. See Cloudflare's "DNSSEC states". */
export type DnssecStatus = "active" | "pending" | "disabled" | "pending-disabled";

/** Where DNSSEC stands, by what is wanted and what the registrar has. */
export function dnssecStatus({ wanted, published }: Dnssec): DnssecStatus {
    if (wanted) return published ? "active" : "pending";
    return published ? "pending-disabled" : "disabled";
}

/** The body of "DNSSEC Details": `GET /zones/{zone_id}/dnssec`. The key's members are null where it was never on. */
export function dnssecDetails(zoneName: string, dnssec: Dnssec): object {
    const status = dnssecStatus(dnssec);
    return {
        status,
        dnssec_multi_signer: false,
        dnssec_presigned: false,
        dnssec_use_nsec3: false,
        modified_on: dnssec.modifiedOn,
        ...(status === "disabled" ? noKey : keyOf(zoneName)),
    };
}

/**
 * A key-signing key of which nobody has the private half: the emulated name servers sign nothing, and what is told of
 * the key is right all the same.
 */
const publicKey = "NLeSOpKlYB83cooxL6ITVfgYAkoWn/Rn9W1NU/tXvxPQZZx1paZB6mDSkF7p2wWN2qG7obaQwUvixShom97UMw==";

const flags = 257;
const protocol = 3;
const algorithm = 13;

const noKey = {
    algorithm: null,
    digest: null,
    digest_algorithm: null,
    digest_type: null,
    ds: null,
    flags: null,
    key_tag: null,
    key_type: null,
    public_key: null,
};

function keyOf(zoneName: string): object {
    const rdata = Buffer.concat([Buffer.from([flags >> 8, flags & 255, protocol, algorithm]), base64(publicKey)]);
    const digest = createHash("sha256").update(wireName(zoneName)).update(rdata).digest("hex").toUpperCase();
    const tag = keyTag(rdata);
    return {
        algorithm: String(algorithm),
        digest,
        digest_algorithm: "SHA256",
        digest_type: "2",
        ds: `${zoneName}. 3600 IN DS ${tag} ${algorithm} 2 ${digest}`,
        flags,
        key_tag: tag,
        key_type: "ECDSAP256SHA256",
        public_key: publicKey,
    };
}

/** RFC 4034, appendix B. */
function keyTag(rdata: Buffer): number {
    const sum = rdata.reduce((total, byte, index) => total + (index % 2 === 0 ? byte << 8 : byte), 0);
    return (sum + (sum >> 16)) & 0xffff;
}

function wireName(name: string): Buffer {
    const labels = name.split(".").map((label) => Buffer.concat([Buffer.from([label.length]), Buffer.from(label)]));
    return Buffer.concat([...labels, Buffer.from([0])]);
}

function base64(text: string): Buffer {
    return Buffer.from(text, "base64");
}

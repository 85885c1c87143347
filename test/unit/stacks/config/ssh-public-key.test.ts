import { expect } from "chai";
import { parsePublicKey, publicKeyFault } from "../../../../stacks/config/ssh-public-key";
import { publicKeys } from "../../support/public-keys";

/** A key of OpenSSH's form: lengths of four bytes, each with as many bytes behind it. */
function keyOf(type: string, ...parts: readonly (string | Buffer)[]): string {
    const bytes = [type, ...parts].flatMap((part) => {
        const content = typeof part === "string" ? Buffer.from(part, "latin1") : part;
        const length = Buffer.alloc(4);
        length.writeUInt32BE(content.length);
        return [length, content];
    });
    return `${type} ${Buffer.concat(bytes).toString("base64")}`;
}

describe("a public SSH key", () => {
    const { rsa1024, ...good } = publicKeys;
    const application = "ssh:";
    const table: Readonly<Record<string, string>> = {
        ...good,
        sk: keyOf("sk-ssh-ed25519@openssh.com", Buffer.alloc(32, 7), application),
        skEcdsa: keyOf("sk-ecdsa-sha2-nistp256@openssh.com", "nistp256", Buffer.alloc(65, 4), application),
    };

    for (const [name, key] of Object.entries(table)) {
        it(`is read: ${name}`, () => {
            expect(parsePublicKey(key)).to.equal(key);
            expect(parsePublicKey(`  ${key.replace(" ", "\t")}  alice smith@laptop\n`)).to.equal(
                `${key} alice smith@laptop`,
            );
        });
    }

    const [, ed25519 = ""] = publicKeys.ed25519.split(" ");
    const notOne = "no type of key that can be used here at its start";
    const faults: readonly (readonly [title: string, text: string, fault: string])[] = [
        ["empty", "", notOne],
        ["the base64 alone", ed25519, notOne],
        ["a word that every object knows", `toString ${ed25519}`, notOne],
        ["DSA, which OpenSSH no longer has", keyOf("ssh-dss", "p", "q", "g", "y"), notOne],
        ["options before it", `no-pty ${publicKeys.ed25519}`, notOne],
        ["the type alone", "ssh-ed25519", "the word ssh-ed25519 alone"],
        ["cut off", publicKeys.ed25519.slice(0, -8), "a key that is not whole"],
        ["cut off inside a length", `ssh-ed25519 ${Buffer.from([0, 0]).toString("base64")}`, "a key that is not whole"],
        [
            "RSA cut off where enough is left",
            keyOf("ssh-rsa", "\x01\x00\x01", Buffer.alloc(510, 0xff)).slice(0, -100),
            "a key that is not whole",
        ],
        [
            "with a letter that is none of base64",
            publicKeys.ed25519.replace("AAAAC3", "AAAA*C3"),
            "a key that is not whole",
        ],
        ["abbreviated", "ssh-ed25519 AAAA… alice@laptop", "a key that is not whole"],
        ["with something behind it", keyOf("ssh-ed25519", Buffer.alloc(32, 1), "x"), "a key that is not whole"],
        ["too short inside", keyOf("ssh-ed25519", Buffer.alloc(31, 1)), "a key that is not whole"],
        [
            "a security key without its application",
            keyOf("sk-ssh-ed25519@openssh.com", Buffer.alloc(32)),
            "a key that is not whole",
        ],
        ["RSA without a modulus", keyOf("ssh-rsa", "\x01\x00\x01"), "a key that is not whole"],
        ["of another type inside", `ssh-rsa ${ed25519}`, "the word ssh-rsa before a key of another type"],
        ["short RSA", rsa1024, "an RSA key of 1024 bits, fewer than 2048"],
        ["two keys", `${publicKeys.ed25519}\n${publicKeys.ecdsa256}`, "more than one line"],
        ["a private key", "-----BEGIN OPENSSH PRIVATE KEY-----\nhunter2\n", "a private key"],
    ];
    for (const [title, text, fault] of faults) {
        it(`is refused: ${title}`, () => {
            expect(publicKeyFault(text)).to.equal(fault);
            expect(parsePublicKey(text)).to.equal(undefined);
        });
    }
});

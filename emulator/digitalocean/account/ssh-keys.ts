import { createHash } from "node:crypto";
import { z } from "zod";
import { notFound, unprocessable } from "../api-error";
import type { Call, Handler } from "../call";
import { changed } from "../changed";
import { drawNumber } from "../ids";
import { read } from "../input";
import { page } from "../pages";
import type { State } from "../state";
import type { SshKey } from "./ssh-key";

const creation = z.object({ name: z.string().min(1), public_key: z.string() });
const renaming = z.object({ name: z.string().min(1) });

/** `POST /v2/account/keys`: API reference, section "SSH Keys". */
export const createSshKey: Handler = (state, call) => {
    const { name, public_key } = read(creation, call.body);
    const publicKey = public_key.trim();
    const fingerprint = fingerprintOf(publicKey);
    if (fingerprint === undefined) {
        throw unprocessable("Key invalid, key should be of the format `ssh-type key comment`");
    }
    if (state.sshKeys.some((key) => key.fingerprint === fingerprint)) {
        throw unprocessable("SSH Key is already in use on your account");
    }
    const drawn = drawNumber(state);
    const key: SshKey = { id: drawn.id, name, publicKey, fingerprint };
    return {
        state: { ...drawn.state, sshKeys: [...state.sshKeys, key] },
        answer: { status: 201, body: { ssh_key: render(key) } },
    };
};

/** `GET /v2/account/keys`. */
export const listSshKeys: Handler = (state, call) => ({
    state,
    answer: page(call, "ssh_keys", state.sshKeys.map(render)),
});

/** `GET /v2/account/keys/:key`, by id or fingerprint. */
export const getSshKey: Handler = (state, call) => ({
    state,
    answer: { status: 200, body: { ssh_key: render(asked(state, call)) } },
});

/** `PUT /v2/account/keys/:key`: only the name can change. */
export const renameSshKey: Handler = (state, call) => {
    const key = { ...asked(state, call), ...read(renaming, call.body) };
    return {
        state: { ...state, sshKeys: changed(state.sshKeys, "id", key.id, () => key) },
        answer: { status: 200, body: { ssh_key: render(key) } },
    };
};

/** `DELETE /v2/account/keys/:key`; droplets keep what they were given. */
export const deleteSshKey: Handler = (state, call) => {
    const gone = asked(state, call);
    return { state: { ...state, sshKeys: state.sshKeys.filter((key) => key !== gone) }, answer: { status: 204 } };
};

/** The key of that id or fingerprint, if the account has it. */
export function findSshKey(state: State, idOrFingerprint: string | number): SshKey | undefined {
    return state.sshKeys.find(({ id, fingerprint }) => [String(id), fingerprint].includes(String(idOrFingerprint)));
}

function asked(state: State, call: Call): SshKey {
    const key = findSshKey(state, call.params.key ?? "");
    if (key === undefined) throw notFound();
    return key;
}

function fingerprintOf(publicKey: string): string | undefined {
    const [type, blob] = publicKey.split(/\s+/);
    if (type === undefined || blob === undefined) return undefined;
    const bytes = Buffer.from(blob, "base64");
    // The blob begins with its own type, behind four bytes of length.
    if (bytes.subarray(4, 4 + type.length).toString() !== type) return undefined;
    return createHash("md5")
        .update(bytes)
        .digest("hex")
        .replace(/..(?=.)/g, "$&:");
}

function render({ id, name, publicKey, fingerprint }: SshKey): object {
    return { id, fingerprint, public_key: publicKey, name };
}

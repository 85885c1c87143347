/** A public key that new droplets can be given for their root account. */
export interface SshKey {
    readonly id: number;
    readonly name: string;
    readonly publicKey: string;
    /** MD5 of the key, as `ssh-keygen -E md5 -l` writes it, without its prefix. */
    readonly fingerprint: string;
}

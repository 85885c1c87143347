import * as command from "@pulumi/command";
import * as pulumi from "@pulumi/pulumi";

/** A key pair for SSH, of type ed25519. */
export interface SshKey {
    /** In OpenSSH's format; secret. */
    readonly privateKey: pulumi.Output<string>;
    /** As in `authorized_keys`, with its comment. */
    readonly publicKey: pulumi.Output<string>;
}

/**
 * Makes a key pair, once; it is kept encrypted in the state.
 *
 * @param comment tells in a list of keys whose it is
 */
export function sshKey(name: string, comment: string, opts?: pulumi.CustomResourceOptions): SshKey {
    const { stdout } = new command.local.Command(
        name,
        {
            create: "bash components/host/make-ssh-key.sh",
            environment: { SLIPWAY_COMMENT: comment },
            logging: command.local.Logging.None,
        },
        { ...opts, additionalSecretOutputs: ["stdout"], ignoreChanges: ["environment"] },
    );
    const lines = stdout.apply((text) => text.trim().split("\n"));
    return {
        privateKey: pulumi.secret(lines.apply((all) => `${all.slice(0, -1).join("\n")}\n`)),
        publicKey: pulumi.unsecret(lines.apply((all) => all.at(-1) ?? "")),
    };
}

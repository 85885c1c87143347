import * as command from "@pulumi/command";
import * as pulumi from "@pulumi/pulumi";

/**
 * A password that nobody has chosen: 32 random letters and digits, so that it fits into a URL as it is. It is drawn once
 * and kept encrypted in the state.
 */
export function password(name: string, opts?: pulumi.CustomResourceOptions): pulumi.Output<string> {
    const keeper = new command.local.Command(
        name,
        {
            create: "LC_ALL=C tr -dc A-Za-z0-9 </dev/urandom | head -c 32",
            logging: command.local.Logging.None,
        },
        { ...opts, additionalSecretOutputs: ["stdout"] },
    );
    return pulumi.secret(keeper.stdout);
}

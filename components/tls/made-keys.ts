import * as command from "@pulumi/command";
import * as pulumi from "@pulumi/pulumi";

/**
 * What a script that makes keys printed when it was run, once: it is kept encrypted in the state.
 *
 * @param script its path in the project's folder
 * @param environment what it needs to know; none when left out
 */
export function madeKeys(
    name: string,
    script: string,
    opts: pulumi.CustomResourceOptions,
    environment?: Readonly<Record<string, string>>,
): pulumi.Output<string> {
    const maker = new command.local.Command(
        name,
        {
            create: `bash ${script}`,
            logging: command.local.Logging.None,
            ...(environment === undefined ? {} : { environment }),
        },
        { ...opts, additionalSecretOutputs: ["stdout"] },
    );
    return pulumi.secret(maker.stdout);
}

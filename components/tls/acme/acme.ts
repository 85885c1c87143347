import { join } from "node:path";
import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import type { ServiceFile } from "../../compose/files";
import { placeholder } from "../../compose/placeholder";
import { renderService } from "../../compose/render";
import type { Host } from "../../host/host";
import { Release } from "../../release/release";
import { autonamed, stackLabel, volumeName } from "../../service/names";
import { serviceFiles } from "../../service/service-files";
import { madeKeys } from "../made-keys";
import { pemBlocks } from "../pem";
import {
    type AcmeSettings,
    acmeFiles,
    acmeModel,
    acmeNetwork,
    acmeService,
    acmeVolume,
    certbotImage,
    renderAcmeSettings,
} from "./acme.plan";

/** What an {@link Acme} needs to know. */
export interface AcmeArgs extends AcmeSettings {
    /** The first one, which has the volumes. */
    readonly host: Host;
    /** Prefix of every name on the engine. */
    readonly stack: string;
    /** Token of Cloudflare's API, secret, that changes the zone's records: needed for wildcards. */
    readonly dnsToken?: pulumi.Input<string>;
    /** Seconds a change may take until it is healthy. */
    readonly timeout: number;
}

/**
 * The service that has the certificates of a stack: it obtains and renews them by itself, and every edge gets them from
 * it while it runs. Their keys are made on the server, and are in no state. Its volume stays when the stack goes, as
 * authorities limit how often they sign for a name.
 */
export class Acme extends pulumi.ComponentResource {
    /** PEM of the certificate by which it and the edges know each other. */
    public readonly certificate: pulumi.Output<string>;
    /** PEM of its key, secret. */
    public readonly key: pulumi.Output<string>;
    /** Engine name of the network in which edges find it. */
    public readonly network: pulumi.Output<string>;

    constructor(name: string, args: AcmeArgs, opts?: pulumi.ComponentResourceOptions) {
        super("slipway:tls:Acme", name, {}, opts);
        const { host, stack } = args;
        const service = acmeService;
        const child = { parent: this };
        const onEngine = { ...child, provider: host.docker };
        const labels = [{ label: stackLabel, value: stack }];
        const made = madeKeys(`${name}-peer`, "components/tls/acme/make-peer.sh", child, { SLIPWAY_PEER: service });
        this.key = made.apply((text) => pemBlocks(text, "PRIVATE KEY")[0] ?? "");
        this.certificate = pulumi.unsecret(made.apply((text) => pemBlocks(text, "CERTIFICATE")[0] ?? ""));
        const network = new docker.Network(
            autonamed(`${stack}-${acmeNetwork}`),
            { driver: "overlay", labels },
            onEngine,
        );
        this.network = network.name;
        const volume = volumeName(stack, acmeVolume);
        new docker.Volume(
            `${name}-store`,
            { name: volume, labels },
            { ...onEngine, retainOnDelete: true, ignoreChanges: ["labels"] },
        );
        const { certificate, key, dnsToken } = { ...args, certificate: this.certificate, key: this.key };
        const values = { certificate, key, ...(dnsToken === undefined ? {} : { dnsToken }) };
        const secrets = [
            secretFile("acme-certificate", [{ secret: "certificate" }], acmeFiles.certificate),
            secretFile("acme-key", [{ secret: "key" }], acmeFiles.key),
            ...(dnsToken === undefined ? [] : [secretFile("acme-dns", credentials, acmeFiles.dns)]),
        ];
        const settings = [renderAcmeSettings(args)];
        const configs: readonly ServiceFile[] = [
            { key: "program", content: { file: join(__dirname, "acme.py") }, target: acmeFiles.program, mode: 0o444 },
            { key: "settings", content: settings, target: acmeFiles.settings, mode: 0o444 },
        ];
        const names = serviceFiles({ host, stack, service, secrets, configs, values }, child);
        new Release(
            `${name}-release`,
            {
                ...{ host, stack, service },
                document: renderService(acmeModel(), {
                    ...{ image: certbotImage, routed: false, routedPorts: [], labels: { [stackLabel]: stack } },
                    ...{ volumes: { [acmeVolume]: volume }, secrets, configs, everywhere: false },
                }),
                placeholders: { ...names, [placeholder("network", acmeNetwork)]: this.network },
                image: certbotImage,
                replication: "replicated",
                // Two of them would ask for the same certificates.
                exclusive: true,
                launcher: false,
                timeout: args.timeout,
            },
            child,
        );
        this.registerOutputs({});
    }
}

/** The file of credentials that certbot's plugin reads. */
const credentials: ServiceFile["content"] = ["dns_cloudflare_api_token = ", { secret: "dnsToken" }, "\n"];

function secretFile(key: string, content: ServiceFile["content"], target: string): ServiceFile {
    return { key, content, target, mode: 0o400 };
}

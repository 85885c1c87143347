import type { ServiceModel } from "../../compose/model";
import type { CertificateSource } from "../../proxy/edge.plan";

/** The image with certbot: the official one, which has the plugin for Cloudflare's DNS. */
export const certbotImage = "certbot/dns-cloudflare:v5.8.0";

/** Name of the service in its document, and inside its network. */
export const acmeService = "slipway-acme";

/** Its network, which the edges share with it. */
export const acmeNetwork = "slipway-acme";

/** Its volume: accounts and certificates. */
export const acmeVolume = "slipway-acme";

/** Where it finds its files, inside its container. */
export const acmeFiles = {
    program: "/slipway/acme.py",
    settings: "/slipway/acme.json",
    certificate: "/run/secrets/acme-certificate",
    key: "/run/secrets/acme-key",
    dns: "/run/secrets/acme-dns",
};

/** Where edges find it. */
export const acmeSource: CertificateSource = {
    challenges: `http://${acmeService}:8080`,
    certificates: `https://${acmeService}:8443/certificates`,
    network: acmeNetwork,
};

/** What certificates are asked for. */
export interface AcmeSettings {
    /** Where the authority writes to. */
    readonly email: string;
    /** URL of the authority's ACME directory. */
    readonly directory: string;
    /** Names, wildcards among them; each gets a certificate of its own, so that one that fails holds up no other. */
    readonly hosts: readonly string[];
}

/** The file with the settings. In an order that stays: another one would restart the service. */
export function renderAcmeSettings({ email, directory, hosts }: AcmeSettings): string {
    return `${JSON.stringify({ email, directory, hosts: [...new Set(hosts)].sort() }, undefined, 4)}\n`;
}

/**
 * The service for the engine. It runs where the volumes are; edges that run have what it gave them while it is away, and
 * ask again until it is back.
 */
export function acmeModel(): ServiceModel {
    return {
        name: acmeService,
        line: 0,
        image: certbotImage,
        entrypoint: ["python3", acmeFiles.program],
        command: ["serve"],
        environment: {},
        dependsOn: {},
        oneOff: false,
        healthcheck: {
            test: ["CMD", "python3", acmeFiles.program, "healthy"],
            interval: "15s",
            timeout: "5s",
            retries: 3,
            startPeriod: "60s",
            startInterval: "1s",
        },
        ports: [],
        mounts: [
            { type: "volume", source: acmeVolume, target: "/etc/letsencrypt", readOnly: false },
            // Authorities of one's own are trusted as the server trusts them.
            { type: "bind", source: "/usr/local/share/ca-certificates", target: "/authorities", readOnly: true },
            { type: "tmpfs", target: "/tmp", readOnly: false },
            // A volume of the image's own, which would stay behind each container.
            { type: "tmpfs", target: "/var/lib/letsencrypt", readOnly: false },
        ],
        networks: { [acmeNetwork]: { aliases: [] } },
        secrets: [],
        configs: [],
        deploy: {
            replicas: 1,
            limits: { memory: 384 * 1024 * 1024 },
            reservations: {},
            restart: { condition: "any" },
            labels: {},
            placement: ["node.labels.slipway.data==yes"],
            updateConfig: {},
        },
        labels: {},
        readOnly: true,
        init: false,
        capAdd: [],
        capDrop: ["ALL"],
        extraHosts: [],
        dns: [],
        sysctls: {},
        ulimits: {},
    };
}

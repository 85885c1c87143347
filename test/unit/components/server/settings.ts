import type { ServerSettings } from "../../../../components/host/server/server-settings";
import type { HostKey } from "../../../../components/host/server/user-data.render";

/** A server of its own, without a volume. */
export const debian: ServerSettings = {
    name: "web-2",
    image: "debian-12-x64",
    deployKey: "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIDeployDeployDeployDeployDeployDeployDepl made by the program\n",
    keys: {},
    swap: 0,
};

/** The server with the data, teammates and all. */
export const ubuntu: ServerSettings = {
    ...debian,
    name: "web-1",
    image: "ubuntu-24-04-x64",
    keys: {
        bob: "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQBob bob@desk",
        alice: "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAliceAliceAliceAliceAliceAliceAliceAl alice@laptop",
    },
    swap: 2,
    volume: { name: "acme-production-data", size: 20 },
    restartAt: "04:30",
};

/** No key of anybody's. */
export const hostKey: HostKey = {
    privateKey: "-----BEGIN KEY OF NOBODY-----\nbm90IGEga2V5\n-----END KEY OF NOBODY-----\n",
    publicKey: "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHostHostHostHostHostHostHostHostHostHo web-1\n",
};

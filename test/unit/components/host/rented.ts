import * as pulumi from "@pulumi/pulumi";
import { Droplet, type DropletArgs } from "../../../../components/host/droplet";
import type { Surroundings } from "../../support/mocks";

/** Slipway's own key on the servers of tests. */
export const deployKey = {
    privateKey: "-----BEGIN KEY OF NOBODY-----\nbm90IGEga2V5\n-----END KEY OF NOBODY-----\n",
    publicKey: "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIDeploy slipway shop",
};

/** A droplet's own key, as its resource prints it. */
export const hostKey = {
    privateKey: "-----BEGIN KEY OF A HOST-----\nbm90IGEga2V5\n-----END KEY OF A HOST-----\n",
    publicKey: "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHost",
};

/** Public address of the droplet with an index. */
export const addressOf = (index: number) => `203.0.113.${10 + index}`;

/** The same in the private network. */
export const privateAddressOf = (index: number) => `10.0.0.${10 + index}`;

/** DigitalOcean's number for it. */
export const numberOf = (index: number) => 4200 + index;

/** A droplet called `server-INDEX`, to be made inside `makeWithMocks`. */
export function testDroplet(index: number, changes: Partial<DropletArgs> = {}): Droplet {
    return new Droplet(`server-${index}`, {
        ...{ index, title: `shop-${index}`, region: "fra1", size: "s-1vcpu-1gb", timeout: 300 },
        ...{ vpc: "vpc-id", tag: "shop", keyId: "42" },
        key: { privateKey: pulumi.secret(deployKey.privateKey), publicKey: pulumi.output(deployKey.publicKey) },
        settings: { image: "debian-12-x64", keys: {}, swap: 0 },
        ...changes,
    });
}

/** What the cloud and the scripts say of droplets that are there. */
export function rented(count: number): Pick<Required<Surroundings>, "outputs" | "printed"> {
    const all = Array.from({ length: count }, (_, index) => index);
    return {
        outputs: Object.fromEntries(
            all.map((index) => [
                `server-${index}-droplet`,
                {
                    id: `${numberOf(index)}`,
                    ipv4Address: addressOf(index),
                    ipv4AddressPrivate: privateAddressOf(index),
                },
            ]),
        ),
        printed: Object.fromEntries(
            all.map((index) => [
                `server-${index}-host-key`,
                `${hostKey.privateKey}${hostKey.publicKey} shop-${index}\n`,
            ]),
        ),
    };
}

import { z } from "zod";
import { field } from "./field";
import { isIpv4Range } from "./ipv4-range";
import { isKeyName } from "./key-name";
import { parsed } from "./parsed";
import { parsePublicKey } from "./ssh-public-key";
import { wholeSeconds } from "./whole-seconds";

/** `slipway:servers`: the servers that Slipway rents at DigitalOcean. */
export const serversSchema = field(
    {
        meaning:
            "Servers at DigitalOcean that Slipway makes and deploys to; without the key it deploys to the Docker Engine of this machine. Needs `digitalocean:token`.",
        expected: "a map with region, size, count, image, allowSshFrom, keys, volume, swap and bootTimeout",
        example: "slipway:servers: { region: fra1, size: s-2vcpu-4gb, allowSshFrom: [203.0.113.7/32] }",
        change: "Added to a stack that runs on this machine's engine, everything is made anew on the servers, and the volumes of this machine stay where they are.",
    },
    z
        .strictObject({
            /** Slug of a region. */
            region: field(
                {
                    meaning: "Region of DigitalOcean in which everything is made.",
                    expected: "a region of DigitalOcean such as fra1 or nyc3",
                    example: "region: fra1",
                    change: "Every server would be made anew, and the data volume cannot move: it is refused.",
                },
                z.string().regex(/^[a-z]{3}\d$/),
            ),
            /** Slug of a size. */
            size: field(
                {
                    meaning: "Size of each server, which is also its price.",
                    expected: "a size of DigitalOcean such as s-2vcpu-4gb",
                    example: "size: s-2vcpu-4gb",
                    change: "All servers restart in the new size at the same time, and the app is away meanwhile: some minutes.",
                },
                z.string().regex(/^[a-z][a-z0-9_.]*(?:-[a-z0-9_.]+)+$/),
            ),
            /** 1 to 10. */
            count: field(
                {
                    meaning:
                        "How many servers there are. The first one holds the volumes; with more than one, a load balancer leads requests to all of them, and up to three are managers of the cluster.",
                    expected: "a whole number from 1 to 10",
                    example: "count: 3",
                    change: "Servers join, or leave when their tasks run elsewhere; the one that came last leaves first, the first one never. No request is lost.",
                },
                z.int().min(1).max(10).default(1),
            ),
            /** Slug of an operating system. */
            image: field(
                {
                    meaning: "Operating system of the servers.",
                    expected: "ubuntu-24-04-x64 or debian-12-x64",
                    example: "image: debian-12-x64",
                    change: "Servers that are made from then on have it; those that are there stay as they are.",
                },
                z.enum(["ubuntu-24-04-x64", "debian-12-x64"]).default("ubuntu-24-04-x64"),
            ),
            /** Ranges of public IPv4 addresses, at least one. */
            allowSshFrom: field(
                {
                    meaning:
                        "Public addresses from which the servers take SSH connections: that of the machine that deploys has to be among them.",
                    expected: "a list of at least one range of IPv4 addresses",
                    example: "allowSshFrom: [203.0.113.7/32]",
                    change: "The firewall follows within seconds; nothing restarts.",
                },
                z
                    .array(
                        field(
                            {
                                meaning: "A range of IPv4 addresses by its first one; one address alone ends in /32.",
                                expected: "a range of IPv4 addresses such as 203.0.113.7/32 or 198.51.100.0/24",
                                example: "203.0.113.7/32",
                            },
                            z.string().refine(isIpv4Range),
                        ),
                    )
                    .min(1),
            ),
            /** Public keys of teammates, by name. */
            keys: field(
                {
                    meaning:
                        "Public SSH keys of teammates, by name: with one of them they log in as `slipway`. Slipway's own key is not among them.",
                    expected: "a map of names to public SSH keys",
                    example: 'keys: { alice: "ssh-ed25519 AAAA… alice@laptop" }',
                    change: "The keys on every server follow over SSH; no server is replaced, and nothing restarts. Who is logged in stays so.",
                },
                z
                    .record(
                        z.string().refine(isKeyName),
                        field(
                            {
                                meaning: "Public key, the line in the file that ends in `.pub`.",
                                expected: "a public SSH key: ssh-ed25519, ecdsa-sha2-…, sk-… or ssh-rsa of 2048 bits",
                                example: 'alice: "ssh-ed25519 AAAA… alice@laptop"',
                                change: "The keys on every server follow over SSH; no server is replaced, and nothing restarts.",
                            },
                            parsed(parsePublicKey),
                        ),
                    )
                    .default({}),
            ),
            /** GiB, 1 to 16384. */
            volume: field(
                {
                    meaning:
                        "Size in GiB of the block volume of the first server, on which the named volumes of all services lie. It outlives the server and `destroy`, and the next `up` finds it by its name.",
                    expected: "a whole number from 1 to 16384",
                    example: "volume: 100",
                    change: "A larger one is enlarged as it is, with its file system, and nothing restarts; a smaller one is refused, because DigitalOcean cannot shrink it.",
                },
                z.int().min(1).max(16_384).default(20),
            ),
            /** GiB, 0 to 64; 0: none. */
            swap: field(
                {
                    meaning: "Size in GiB of the swap file of each server; 0 is none.",
                    expected: "a whole number from 0 to 64",
                    example: "swap: 4",
                    change: "The file is made anew over SSH on every server; nothing restarts.",
                },
                z.int().min(0).max(64).default(2),
            ),
            /** Seconds. */
            bootTimeout: field(
                {
                    meaning: "How long a new server may take until it is ready: it starts, and installs what it needs.",
                    expected: "a duration such as 15m or 1h",
                    example: "bootTimeout: 15m",
                    change: "Nothing restarts; servers that are made from then on have this time.",
                },
                parsed(wholeSeconds).prefault("15m"),
            ),
        })
        .exactOptional(),
);

import { z } from "zod";
import { field } from "./field";
import { isRegistryAddress } from "./registry-address";

/** `slipway:registry`: where the images that are built here wait for the servers. */
export const registrySchema = field(
    {
        meaning:
            "Registry through which the servers get the images that the compose file builds. Needed with more than one server; a single one gets them over SSH without it.",
        expected: "a map with address, user and password",
        example: "slipway:registry: { address: registry.example.com/acme, user: acme, password: { secure: … } }",
        change: "Services whose images are built here are released once, under the new names; the images in the old registry stay there.",
    },
    z
        .strictObject({
            /** Host, with a port if it is not 443, and the folder of the images; no scheme. */
            address: field(
                {
                    meaning: "Host of the registry, and the folder in it below which the images are pushed.",
                    expected: "a host with a dot or a port in it, without scheme, and a path in lower case",
                    example: "address: registry.example.com/acme",
                    change: "Services whose images are built here are released once, under the new names; the images in the old registry stay there.",
                },
                z.string().refine(isRegistryAddress),
            ),
            /** Who pushes and pulls; absent together with the password. */
            user: field(
                {
                    meaning: "User who pushes the images, and as whom the servers pull them.",
                    expected: "the name of a user",
                    example: "user: acme",
                    change: "Nothing restarts; the next image is pushed and pulled as the new user.",
                },
                z.string().min(1).exactOptional(),
            ),
            /** Secret of the user. */
            password: field(
                {
                    meaning:
                        "Password or token of the user. Set it with `pulumi config set --secret --path 'slipway:registry.password' --stack STACK`.",
                    expected: "an encrypted text",
                    example: "password: { secure: … }",
                    change: "Nothing restarts; the next image is pushed and pulled with the new one.",
                },
                z.string().min(1).exactOptional(),
            ),
        })
        .exactOptional(),
);

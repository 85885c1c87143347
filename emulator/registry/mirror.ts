import { isOnHub } from "../../images/hub";
import { run } from "../../images/run";

/**
 * Puts images that this machine's engine has, as `docker` on PATH reaches it, into a registry, under the names that Docker
 * Hub has for them.
 *
 * @param registry on loopback: engines take no other one without TLS
 * @throws SetupError where the engine lacks one of them, or does not reach the registry
 * @throws Error where an image is none of Docker Hub's
 */
export async function mirror(references: readonly string[], registry: string): Promise<void> {
    for (const reference of references) {
        const mirrored = `${registry}/${hubName(reference)}`;
        const purpose = `put ${reference} into the registry ${registry}`;
        await run(["docker", "tag", reference, mirrored], { purpose });
        try {
            await run(["docker", "push", "--quiet", mirrored], { purpose });
        } finally {
            await run(["docker", "image", "rm", mirrored], { purpose: `remove the name ${mirrored}` });
        }
    }
}

/**
 * The repository and tag that Docker Hub has for a reference: `library/redis:7` for `redis:7`.
 *
 * @throws Error where it leads to another registry, or names no tag but a digest, which an image has only where it was made
 */
export function hubName(reference: string): string {
    if (!isOnHub(reference) || reference.includes("@")) {
        throw new Error(`${reference} cannot be mirrored: not a tag at Docker Hub`);
    }
    const name = reference.replace(/^(index\.)?docker\.io\//, "");
    const tagged = name.includes(":") ? name : `${name}:latest`;
    return tagged.includes("/") ? tagged : `library/${tagged}`;
}

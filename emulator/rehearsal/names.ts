/** What engines ask for images of Docker Hub. */
export const hubHost = "registry-1.docker.io";

/** Where everybody but Pulumi, which is told otherwise, asks Cloudflare. */
export const cloudflareApiHost = "api.cloudflare.com";

/** The registry of a rehearsal that asks for a password. */
export const registryHost = "registry.rehearsal.test";

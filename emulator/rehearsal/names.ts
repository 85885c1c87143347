/** What engines ask for images of Docker Hub. */
export const hubHost = "registry-1.docker.io";

/** The registry of a rehearsal that asks for a password. */
export const registryHost = "registry.rehearsal.test";

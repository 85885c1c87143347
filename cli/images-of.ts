import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { proxyImage } from "../components/proxy/reverse-proxy.plan";
import { certbotImage } from "../components/tls/acme/acme.plan";
import type { StackFiles } from "./stack-file";

/** References of the images that a stack needs from elsewhere: those it runs, and those it builds upon. */
export function imagesOf({ compose, config }: StackFiles): readonly string[] {
    const services = Object.values(compose.services);
    const built = new Set(services.flatMap(({ build, image }) => (build === undefined ? [] : [image])));
    const pulled = services.flatMap(({ build, image }) =>
        build !== undefined || image === undefined || built.has(image) ? [] : [image],
    );
    const bases = services.flatMap(({ build }) =>
        build === undefined ? [] : basesOf(join(build.context, build.dockerfile)),
    );
    const { routes, acme } = config.domain;
    const own = routes.length === 0 ? [] : [proxyImage, ...(acme === undefined ? [] : [certbotImage])];
    return [...new Set([...pulled, ...bases, ...own])];
}

/** What a Dockerfile's stages start from, other than its own stages and names that arguments complete. */
function basesOf(dockerfile: string): readonly string[] {
    if (!existsSync(dockerfile)) return [];
    const text = readFileSync(dockerfile, "utf8");
    const stages = [...text.matchAll(/^\s*FROM\s+(?:--\S+\s+)*(\S+)(?:\s+AS\s+(\S+))?/gim)];
    const names = new Set(stages.map(([, , name]) => name?.toLowerCase()));
    return stages.flatMap(([, image = ""]) =>
        names.has(image.toLowerCase()) || image === "scratch" || image.includes("$") ? [] : [image],
    );
}

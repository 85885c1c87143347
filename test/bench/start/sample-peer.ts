import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { removeStack } from "../support/engine";
import type { Sample } from "../support/sample";
import type { Place, Session } from "../support/session";
import { readSampleConfig } from "./sample-config";
import { builtServices, sampleStack } from "./sample-stack";
import { deployUntilHealthy } from "./until-healthy";

/** The sample app by `docker stack deploy`, with the images that Slipway has built. */
export interface SamplePeer {
    /** Deploys it; gives the seconds until all services are healthy and the jobs have ended well. */
    readonly deploy: () => Promise<number>;
    /** Removes it but for its volumes. */
    readonly remove: () => Promise<void>;
}

/** Writes its document beside the compose file; stack and volumes go at the end of the session. */
export async function samplePeer(session: Session, sample: Sample): Promise<SamplePeer> {
    const { folder } = sample.project;
    const config = readSampleConfig(readFileSync(join(folder, "Pulumi.local.yaml"), "utf8"), "local");
    const stack = `slipway-bench-${sample.project.id}`;
    const place = { cwd: dirname(join(folder, config.compose)), env: { ...sample.environment, ...config.variables } };
    const compose = readFileSync(join(folder, config.compose), "utf8");
    const images = await builtImages(session, place, compose, config.prefix);
    const { document, servers, jobs } = sampleStack(compose, images, config);
    writeFileSync(join(place.cwd, "bench-stack.yaml"), document);

    const remove = async () => await removeStack(session, stack);
    session.atEnd(async () => {
        await remove();
        const label = ["--filter", `label=com.docker.stack.namespace=${stack}`];
        const { output } = await session.run(["docker", "volume", "ls", "--quiet", ...label], place);
        const volumes = output.split("\n").filter((name) => name !== "");
        if (volumes.length > 0) await session.run(["docker", "volume", "rm", ...volumes], place);
    });
    return {
        deploy: async () =>
            await deployUntilHealthy(session, place, { stack, file: "bench-stack.yaml", servers, jobs }),
        remove,
    };
}

/**
 * The newest image of each service that is built, by the service's name and by the image's name in the file.
 *
 * @param prefix what the images' names start with
 * @throws Error when nothing has built one of them
 */
export async function builtImages(
    session: Session,
    place: Place,
    compose: string,
    prefix: string,
): Promise<Readonly<Record<string, string>>> {
    const images: Record<string, string> = {};
    for (const [service, name] of builtServices(compose)) {
        const ask = ["docker", "image", "ls", `${prefix}/${service}`, "--format", "{{.Repository}}:{{.Tag}}"];
        const [newest = ""] = (await session.run(ask, place)).output.split("\n");
        if (newest === "")
            throw new Error(`there is no image ${prefix}/${service}, which the first start should build`);
        images[service] = newest;
        if (name !== undefined) images[name] = newest;
    }
    return images;
}

import { existsSync } from "node:fs";
import { join } from "node:path";
import { cacheFolders } from "../../../toolchain/cache";
import { builtFolder, findGo, goBuild } from "../../../toolchain/go-build";
import { freePort } from "../../e2e/support/project";
import { projectEnvironment } from "../support/project-environment";
import type { Place, Session } from "../support/session";
import type { Deployer } from "./deployer";

const program = {
    binary: "kamal-proxy",
    module: "kamal-proxy",
    package: "github.com/basecamp/kamal-proxy/cmd/kamal-proxy",
    ldflags: "-s -w",
};

/** The steps of Kamal with its own proxy; undefined where there is no Go to build that with. */
export async function kamal(session: Session, id: string): Promise<Deployer | undefined> {
    const built = await build(session);
    if (built === undefined) return undefined;
    const service = `slipway-bench-${id}-kamal`;
    const image = `slipway-bench-${id}-kamal-proxy:bench`;
    const port = await freePort();
    const names = { SERVICE: service, NETWORK: service, PROXY: `${service}-proxy` };
    const env = { ...projectEnvironment(__dirname), ...names, DOCKER_BUILDKIT: "0" };
    const place = { cwd: __dirname, env };
    // Kamal keeps a tag of its own beside the version's.
    session.atEnd(async () => await remove(session, place, names, [image, `slipway-bench-${id}:latest`]));

    const dockerfile = join(__dirname, "kamal-proxy", "Dockerfile");
    await session.run(["docker", "build", "--quiet", "--tag", image, "--file", dockerfile, built], place);
    await session.run(["docker", "network", "create", names.NETWORK], place);
    const options = ["--detach", "--restart", "unless-stopped", "--name", names.PROXY, "--network", names.NETWORK];
    await session.run(["docker", "run", ...options, "--publish", `${port}:80`, image], place);
    return {
        name: "kamal-proxy swap",
        url: `http://127.0.0.1:${port}/`,
        release: async (reference, started) => {
            await session.run(["bash", "kamal.sh"], { ...place, env: { ...env, IMAGE: reference }, started });
        },
    };
}

/** The folder of kamal-proxy in the toolchain's cache; it is built when it is not there. */
async function build({ say }: Session): Promise<string | undefined> {
    const go = await findGo();
    if (go === undefined) return undefined;
    const cache = cacheFolders();
    const folder = builtFolder(cache, program, go, __dirname);
    if (!existsSync(folder)) {
        say("  kamal-proxy: building …");
        await goBuild(cache, program, folder, __dirname);
    }
    return folder;
}

async function remove(
    session: Session,
    place: Place,
    { SERVICE, NETWORK, PROXY }: Readonly<Record<"SERVICE" | "NETWORK" | "PROXY", string>>,
    images: readonly string[],
): Promise<void> {
    const list = ["docker", "ps", "--all", "--quiet", "--filter", `label=service=${SERVICE}`];
    const containers = (await session.run(list, place)).output.split("\n").filter((line) => line !== "");
    // What a failed set-up has not made is not there to be removed.
    await session.attempt(["docker", "rm", "--force", PROXY, ...containers], place);
    await session.attempt(["docker", "network", "rm", NETWORK], place);
    await session.attempt(["docker", "image", "rm", "--force", ...images], place);
}

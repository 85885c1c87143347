/** What is known about the Docker Engine of this machine. */
export interface EngineFacts {
    /** Node's word for the system: `linux`, `darwin` … */
    readonly os: string;
    /** Address that commands use, e.g. `unix:///var/run/docker.sock`. */
    readonly address: string;
    /** What came of asking for an answer there: the error's code or words when there was none. */
    readonly answer: "ok" | "denied" | { readonly error: string };
    /** Whether `dockerd` is on PATH. */
    readonly installed: boolean;
    readonly root: boolean;
    /** Whether systemd manages the services here. */
    readonly systemd: boolean;
    /** Whether Debian's package manager is there. */
    readonly apt: boolean;
}

/** What to do about the engine. */
export type EnginePlan =
    | { readonly do: "nothing" }
    | { readonly do: "start"; readonly by: "systemctl" | "dockerd" }
    | { readonly do: "install"; readonly by: "systemctl" | "dockerd" }
    | { readonly do: "stop"; readonly message: string };

/** The address of the engine that Docker's own tools use when nothing else is set. */
export const usualEngine = "unix:///var/run/docker.sock";

/** Decides what makes the engine answer, or what the user has to do because nothing here can. */
export function decideEngine(facts: EngineFacts): EnginePlan {
    const { answer, address } = facts;
    if (answer === "ok") return { do: "nothing" };
    if (answer === "denied") {
        return stop(
            `this user may not use the Docker Engine at ${address}`,
            "run: sudo usermod -aG docker $USER, log in again, and repeat",
        );
    }
    const silent = `the Docker Engine at ${address} does not answer (${answer.error})`;
    if (facts.os !== "linux") return stop(silent, "start Docker Desktop (or colima, or OrbStack) and repeat");
    if (address !== usualEngine) return stop(silent, "DOCKER_HOST names it: start that engine, or unset DOCKER_HOST");

    const by = facts.systemd ? "systemctl" : "dockerd";
    if (facts.installed) {
        const command = by === "systemctl" ? "sudo systemctl start docker" : "sudo dockerd";
        return facts.root
            ? { do: "start", by }
            : stop(silent, `it is installed, and starting it needs root: ${command}`);
    }
    if (!facts.apt) return stop("no Docker Engine is installed", "install it: https://docs.docker.com/engine/install");
    if (!facts.root)
        return stop("no Docker Engine is installed", "installing it needs root: sudo apt-get install docker.io");
    return { do: "install", by };
}

function stop(what: string, mend: string): EnginePlan {
    return { do: "stop", message: `${what}: ${mend}` };
}

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { FakeDocker } from "../../support/fake-docker";
import { FakeSsh } from "../../support/fake-ssh";
import { type Ended, runScript } from "../../support/run-script";
import { addressOf, hostKey } from "../host/rented";

/**
 * Engines of servers, each a fake of its own: it is asked through the socket of its connection, or by what runs on the
 * server.
 */
export class FakeSwarm {
    public readonly ssh = new FakeSsh();
    readonly #engines: readonly FakeDocker[];

    /** @param count of the servers */
    constructor(count: number) {
        this.#engines = Array.from({ length: count }, () => new FakeDocker());
        const cases = this.#engines.map(({ cache }, index) => {
            const socket = `unix://${this.ssh.connection(addressOf(index), hostKey.publicKey)}.docker`;
            return `"${socket}:" | ":${addressOf(index)}") name=${index} cache=${cache} ;;`;
        });
        const { folder } = this.ssh;
        folder.write(
            "bin/docker",
            [
                "#!/bin/sh",
                `case "\${DOCKER_HOST-}:\${FAKE_SERVER-}" in ${cases.join("\n")} *) exit 64 ;; esac`,
                `[ -z "\${FAKE_SERVER-}" ] && by="server $name" || by="on server $name"`,
                `echo "$by: $*" >>${folder.path}/journal`,
                'exec "$cache/bin/docker" "$@"',
            ].join("\n"),
            0o755,
        );
        // Of a server: it is told how its engine is asked, and what.
        folder.write(
            "bin/curl",
            [
                "#!/bin/sh",
                `cat >${folder.path}/posted`,
                `echo "curl on \${FAKE_SERVER-}: $*" >>${folder.path}/journal`,
                `cat ${folder.path}/curl 2>/dev/null || true`,
            ].join("\n"),
            0o755,
        );
        folder.write(
            "bin/sudo",
            ["#!/bin/sh", `echo "sudo on \${FAKE_SERVER-}: $*" >>${folder.path}/journal`].join("\n"),
            0o755,
        );
        // Waits take no time: each of them is ten seconds by the script's own clock.
        folder.write("no-waits", "sleep() { SECONDS=$((SECONDS + 10)); }\n");
    }

    /** The engine of a server. */
    public engine(index: number): FakeDocker {
        const engine = this.#engines[index];
        if (engine === undefined) throw new Error(`there is no server ${index}`);
        return engine;
    }

    /** What a server's engine answers when it is told to join; nothing when left out. */
    public answersJoin(text: string): void {
        this.ssh.folder.write("curl", text);
    }

    /** What it was told then. */
    public get posted(): unknown {
        return JSON.parse(this.ssh.folder.read("posted"));
    }

    /** Who was told what, in order: the questions that change nothing are left out. */
    public get changes(): readonly string[] {
        const path = join(this.ssh.folder.path, "journal");
        if (!existsSync(path)) return [];
        const questions = /: (info|node (inspect|ls|ps)|service inspect) /;
        return readFileSync(path, "utf8")
            .split("\n")
            .slice(0, -1)
            .filter((line) => !questions.test(`${line} `));
    }

    /** All words that a process list could have shown. */
    public get words(): string {
        return [this.ssh.commands.flat().join(" "), readFileSync(join(this.ssh.folder.path, "journal"), "utf8")].join(
            "\n",
        );
    }

    /** Runs one of the cluster's scripts about a server. */
    public run(script: string, index: number, more: Readonly<Record<string, string>> = {}): Promise<Ended> {
        return runScript(`components/cluster/${script}`, {
            ...this.ssh.environment,
            BASH_ENV: join(this.ssh.folder.path, "no-waits"),
            SLIPWAY_SSH_KEY: "secret",
            SLIPWAY_HOST: addressOf(index),
            SLIPWAY_HOST_KEY: hostKey.publicKey,
            SLIPWAY_TITLE: `shop-${index}`,
            SLIPWAY_PRIVATE: `10.0.0.${10 + index}`,
            SLIPWAY_MANAGER: addressOf(0),
            SLIPWAY_MANAGER_KEY: hostKey.publicKey,
            SLIPWAY_ROLE: "manager",
            SLIPWAY_DATA: index === 0 ? "yes" : "no",
            ...more,
        });
    }

    public remove(): void {
        this.ssh.remove();
        for (const engine of this.#engines) engine.remove();
    }
}

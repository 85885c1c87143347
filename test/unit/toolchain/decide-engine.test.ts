import { expect } from "chai";
import { decideEngine, type EngineFacts, usualEngine } from "../../../toolchain/decide-engine";

const facts = (some: Partial<EngineFacts>): EngineFacts => ({
    os: "linux",
    address: usualEngine,
    answer: { error: "no such socket" },
    installed: true,
    root: true,
    systemd: true,
    apt: true,
    ...some,
});

describe("what is done about the Docker Engine", () => {
    it("is nothing when it answers", () => {
        expect(decideEngine(facts({ answer: "ok", installed: false, os: "darwin" }))).to.deep.equal({ do: "nothing" });
    });

    it("is starting it, by the service manager where there is one", () => {
        expect(decideEngine(facts({}))).to.deep.equal({ do: "start", by: "systemctl" });
        expect(decideEngine(facts({ systemd: false }))).to.deep.equal({ do: "start", by: "dockerd" });
    });

    it("is installing it where it is missing", () => {
        expect(decideEngine(facts({ installed: false }))).to.deep.equal({ do: "install", by: "systemctl" });
        expect(decideEngine(facts({ installed: false, systemd: false }))).to.deep.equal({
            do: "install",
            by: "dockerd",
        });
    });

    const stops: [name: string, some: Partial<EngineFacts>, message: string][] = [
        [
            "not permitted",
            { answer: "denied", root: false },
            "this user may not use the Docker Engine at unix:///var/run/docker.sock: " +
                "run: sudo usermod -aG docker $USER, log in again, and repeat",
        ],
        [
            "not root, and it does not run",
            { root: false },
            "the Docker Engine at unix:///var/run/docker.sock does not answer (no such socket): " +
                "it is installed, and starting it needs root: sudo systemctl start docker",
        ],
        [
            "not root, and it is not installed",
            { root: false, installed: false },
            "no Docker Engine is installed: installing it needs root: sudo apt-get install docker.io",
        ],
        [
            "no apt-get",
            { apt: false, installed: false },
            "no Docker Engine is installed: install it: https://docs.docker.com/engine/install",
        ],
        [
            "another system than Linux",
            { os: "darwin" },
            "the Docker Engine at unix:///var/run/docker.sock does not answer (no such socket): " +
                "start Docker Desktop (or colima, or OrbStack) and repeat",
        ],
        [
            "an engine elsewhere",
            { address: "tcp://127.0.0.1:1", answer: { error: "connection refused" } },
            "the Docker Engine at tcp://127.0.0.1:1 does not answer (connection refused): " +
                "DOCKER_HOST names it: start that engine, or unset DOCKER_HOST",
        ],
    ];
    for (const [name, some, message] of stops) {
        it(`is a clear word when nothing can be done: ${name}`, () => {
            expect(decideEngine(facts(some))).to.deep.equal({ do: "stop", message });
        });
    }
});

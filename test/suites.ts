import { Chance } from "./support/chance";

/** A part of the tests, by the name that `tsx test/run.ts NAME` takes. */
export interface Suite {
    readonly name: string;
    /** Files of mocha, or none for lint. */
    readonly files?: readonly string[];
    /** Runs as in a shell that has evaluated `./slipway env`. */
    readonly inToolchain?: boolean;
    /** Needs a Docker Engine that is in a swarm. */
    readonly onEngine?: boolean;
}

/** Which of the long suites run whole, by the commands of their own. */
export interface Wholes {
    readonly e2e: boolean;
    readonly chaos: boolean;
    readonly cloud: boolean;
}

/** The sample app and the release that loses no request: what every run tries. */
const alwaysDeployed = ["leads", "rolling"];

/** Each takes two to four minutes: a run draws {@link drawnStories} of them. */
const deployed = [
    ...["adoption", "announce", "bad-input", "blue-green", "canary", "changes", "data", "migrations", "smoke"],
    "standby",
];

/** So many that a whole run of the tests takes little more than half an hour on two cores. */
const drawnStories = 3;

/** An engine that restarts takes a second engine. */
const killed = { usual: ["chaos", "first-deploy"], long: ["engine-restart"] };

/** Servers that join, die and leave, faults of the clouds, and what else takes several minutes. */
const onServers = {
    usual: ["machines", "staging", "images"],
    long: ["command-line", "edge-loss", "faults", "loss", "scale", "shared-zone", "unproxied"],
};

/**
 * All suites, in the order in which they run. The long ones are sampled unless they are asked for whole.
 *
 * @param seed any whole number; the same one draws the same stories
 */
export function suites(wholes: Wholes, seed: number): readonly Suite[] {
    const e2e = wholes.e2e ? deployed : new Chance(seed).pick(deployed, drawnStories);
    const chaos = [...killed.usual, ...(wholes.chaos ? killed.long : [])];
    const cloud = [...onServers.usual, ...(wholes.cloud ? onServers.long : [])];
    return [
        { name: "lint" },
        { name: "unit", files: ["test/unit/**/*.test.ts", "test/compose/**/*.test.ts"] },
        { name: "contract", files: ["test/contract/*.test.ts"], inToolchain: true, onEngine: true },
        { name: "e2e", files: filesOf("e2e", [...alwaysDeployed, ...e2e]), onEngine: true },
        { name: "chaos", files: filesOf("chaos", chaos), onEngine: true },
        // Emulated clouds take root on Linux: each says so where it is skipped.
        { name: "cloud", files: filesOf("cloud", cloud), inToolchain: true },
    ];
}

function filesOf(suite: string, names: readonly string[]): readonly string[] {
    return names.map((name) => `test/${suite}/${name}.test.ts`);
}

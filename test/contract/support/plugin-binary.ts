import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";

/**
 * Finds the binary of a resource plugin: in SLIPWAY_PLUGIN_DIR if that is set, else where the engine has
 * installed it.
 *
 * @throws Error when it is not there
 */
export function resourcePlugin(name: string, version: string): string {
    const home = process.env.PULUMI_HOME ?? join(homedir(), ".pulumi");
    return find(`pulumi-resource-${name}`, [join(home, "plugins", `resource-${name}-v${version}`)]);
}

/**
 * Finds the Node.js language host: in SLIPWAY_PLUGIN_DIR if that is set, else on PATH, where it lies beside
 * the engine.
 *
 * @throws Error when it is not there
 */
export function languageHost(): string {
    return find("pulumi-language-nodejs", (process.env.PATH ?? "").split(delimiter));
}

function find(binary: string, installed: readonly string[]): string {
    // A folder that was named explicitly is the only one: the wrong plugin must not pass in its place.
    const chosen = process.env.SLIPWAY_PLUGIN_DIR;
    const places = (chosen === undefined ? installed : [chosen]).map((folder) => join(folder, binary));
    const path = places.find((place) => existsSync(place));
    if (path === undefined) {
        throw new Error(`${binary} is not at ${places.join(", ")}: run ./slipway setup --for test`);
    }
    return path;
}

import { request } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import type { StackConfig } from "../../stacks/config";
import type { Report } from "../../toolchain/report";
import { CliError } from "../cli-error";

/** How long a route may take to answer after a deploy, in milliseconds: the proxy reads new routes within a second. */
const limit = 30_000;

/**
 * Waits until each route answers through the proxy: its health path with 2xx or 3xx, or its path with anything but
 * 404 and faults of the server.
 *
 * @returns a line for each route
 * @throws CliError naming a route that does not answer
 */
export async function awaitRoutes(domain: StackConfig["domain"], report: Report): Promise<readonly string[]> {
    return await Promise.all(
        domain.routes.map(async (route, index) => {
            const path = route.health ?? route.path;
            // A proxy that does not know the route yet answers 404.
            const good = (status: number) =>
                status >= 200 && (status < 400 || (route.health === undefined && status < 500 && status !== 404));
            const until = Date.now() + limit;
            for (let told = false; ; ) {
                const status = await statusOf(domain.port, route.host ?? "localhost", path);
                if (good(status))
                    return `route ${route.host ?? ""}${route.path} → ${route.service}: ${path} answers ${status}`;
                if (Date.now() > until) {
                    const said = status === 0 ? "does not answer" : `answers ${status}`;
                    const mend =
                        status === 404 && route.health === undefined
                            ? `set health: to a path that answers (slipway:domain.routes[${index}].health), or `
                            : "";
                    throw new CliError(
                        `route ${route.path} to ${route.service}: ${path} ${said}; ${mend}see ./slipway logs local ${route.service}`,
                    );
                }
                if (!told) report(`route ${route.path}: waiting for ${route.service} to answer …`);
                told = true;
                await pause(250);
            }
        }),
    );
}

/** The status of a GET through the proxy, 0 when there is no answer. */
function statusOf(port: number, host: string, path: string): Promise<number> {
    return new Promise((resolve) => {
        const asked = request({ host: "127.0.0.1", port, path, headers: { host }, timeout: 10_000 }, (response) => {
            response.resume();
            resolve(response.statusCode ?? 0);
        });
        asked.on("timeout", () => asked.destroy());
        asked.on("error", () => resolve(0));
        asked.end();
    });
}

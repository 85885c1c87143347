import { askedPath } from "../../components/route/answers-well";
import { awaitRoute } from "../../components/route/await-route";
import type { StackConfig } from "../../stacks/config";
import type { Report } from "../../toolchain/report";
import { CliError } from "../cli-error";

/** How long a route may take to answer after a deploy, in seconds. */
const limit = 30;

/**
 * Waits until each route answers through the proxy.
 *
 * @returns a line for each route
 * @throws CliError naming a route that does not answer
 */
export async function awaitRoutes(domain: StackConfig["domain"], report: Report): Promise<readonly string[]> {
    return await Promise.all(
        domain.routes.map(async (route, index) => {
            const onWait = () => report(`route ${route.path}: waiting for ${route.service} to answer …`);
            const wait = { address: "127.0.0.1", port: domain.port, seconds: limit, onWait };
            const { good, status } = await awaitRoute(route, wait);
            const path = askedPath(route);
            if (good) return `route ${route.host ?? ""}${route.path} → ${route.service}: ${path} answers ${status}`;
            const said = status === 0 ? "does not answer" : `answers ${status}`;
            const mend =
                status === 404 && route.health === undefined
                    ? `set health: to a path that answers (slipway:domain.routes[${index}].health), or `
                    : "";
            throw new CliError(
                `route ${route.path} to ${route.service}: ${path} ${said}; ${mend}see ./slipway logs local ${route.service}`,
            );
        }),
    );
}

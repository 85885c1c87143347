/* Takes the routes away from the proxies of the plan in SLIPWAY_CUTOVER. */
import { routesFile } from "../route/route.render";
import type { CutOverPlan } from "./plan";
import { quoted } from "./quoted";
import { runScript } from "./shell";

async function main(): Promise<void> {
    const { proxies } = JSON.parse(process.env.SLIPWAY_CUTOVER ?? "") as CutOverPlan;
    await Promise.all(
        proxies.map(async ({ name, shell, folder }) => {
            // A server that is gone has no routes any more.
            await runScript(shell, `rm -f ${quoted(`${folder}/${routesFile}`)}`, { timeout: 30 }).catch(
                (error: Error) => {
                    process.stderr.write(`routes: ${name} keeps them: ${error.message}\n`);
                },
            );
        }),
    );
}

void main();

import { proxyImage } from "../../../components/proxy/reverse-proxy.plan";
import { CloudStack } from "../cloud/cloud-stack";
import { Clouds } from "../cloud/clouds";
import { manyServices, serviceImage } from "../cloud/many-services";
import type { BenchCase } from "../support/bench-case";
import { EmptyProgram } from "../support/empty-program";
import { inSeconds, interleave } from "../support/interleave";
import { median } from "../support/statistics";

const slipwayName = "Slipway, 3 servers, 10 services";
const emptyName = "an empty program, same plugins";
const app = { services: 10, routed: 3, servers: 3, host: "production" };

/** What it costs to see that nothing has changed in production. */
export const cloudPreviewCase: BenchCase = {
    name: "cloud-preview",
    group: "cloud",
    title: "pulumi preview of production without a change, on emulated clouds",
    measure: async (session) => {
        const clouds = await Clouds.start(session, [serviceImage, proxyImage]);
        try {
            const stack = await CloudStack.make(session, clouds, "production", (project) => manyServices(project, app));
            session.say("  production: first up …");
            await stack.up();
            const empty = await EmptyProgram.deploy(session, true);
            // What deployed it has left connections, which are not to be taken for those of previews.
            await stack.disconnect();
            const before = await stack.logins();
            const [slipway = [], peer = []] = await interleave(
                session,
                [
                    {
                        name: slipwayName,
                        run: async () => (await stack.pulumi("preview", "--expect-no-changes")).seconds,
                        tell: inSeconds,
                    },
                    { name: emptyName, run: async () => (await empty.preview()).seconds, tell: inSeconds },
                ],
                true,
            );
            const logins = (await stack.logins()).map((count, server) => count - (before[server] ?? 0));
            return {
                measures: [
                    { what: emptyName, unit: "s", samples: peer },
                    { what: slipwayName, unit: "s", samples: slipway, against: emptyName },
                ],
                limits: [
                    { what: "production ÷ the empty program", value: median(slipway) / median(peer), limit: 2 },
                    {
                        what: "SSH connections of all previews, the most of one server",
                        value: Math.max(...logins),
                        limit: 0,
                    },
                ],
                notes: [
                    "three of the services have routes; Cloudflare is asked for the zone, its records and its own addresses",
                    "the empty program is loaded the same way and has one resource of each plugin",
                ],
                // No connection of a preview says nothing where those of the first update are not seen either.
                faults:
                    before.length === app.servers && before.every((count) => count > 0)
                        ? []
                        : [`of ${app.servers} servers' first update, these SSH connections are seen: [${before}]`],
            };
        } finally {
            await clouds.end();
        }
    },
};

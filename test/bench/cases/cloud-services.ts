import { proxyImage } from "../../../components/proxy/reverse-proxy.plan";
import { CloudStack } from "../cloud/cloud-stack";
import { Clouds } from "../cloud/clouds";
import { manyServices, serviceImage } from "../cloud/many-services";
import type { BenchCase } from "../support/bench-case";
import { interleave } from "../support/interleave";
import { median } from "../support/statistics";

interface Again {
    readonly seconds: number;
    /** The most connections that one server's sshd has accepted. */
    readonly connections: number;
}

/** What more services cost where nothing changes. */
export const cloudServicesCase: BenchCase = {
    name: "cloud-services",
    group: "cloud",
    title: "pulumi up without a change over more services, on emulated clouds",
    measure: async (session) => {
        const clouds = await Clouds.start(session, [serviceImage, proxyImage]);
        try {
            const few = await deploy(10);
            const many = await deploy(50);
            const contestants = [few, many].map(({ name, stack }) => ({
                name,
                run: async () => await upAgain(stack),
                tell: ({ seconds, connections }: Again) => `${seconds.toFixed(2)} s, SSH connections: ${connections}`,
            }));
            const [ten = [], fifty = []] = await interleave(session, contestants, true);
            const seconds = (runs: readonly Again[]) => runs.map((run) => run.seconds);
            return {
                measures: [
                    { what: few.name, unit: "s", samples: seconds(ten) },
                    { what: many.name, unit: "s", samples: seconds(fifty), against: few.name },
                ],
                limits: [
                    {
                        what: `${many.name} ÷ ${few.name}`,
                        value: median(seconds(fifty)) / median(seconds(ten)),
                        limit: 2,
                    },
                    {
                        what: "SSH connections of one up to its server, the furthest from one",
                        value: Math.max(...[...ten, ...fifty].map(({ connections }) => Math.abs(connections - 1))),
                        limit: 0,
                    },
                ],
                notes: ["a server for each; no connection is open when an up begins; sshd's log tells how many came"],
                faults: [],
            };

            async function deploy(services: number): Promise<{ readonly name: string; readonly stack: CloudStack }> {
                const name = `${services} services`;
                const app = { services, routed: 3, servers: 1, host: `of-${services}` };
                const configure = (project: Parameters<typeof manyServices>[0]) => manyServices(project, app);
                const stack = await CloudStack.make(session, clouds, `of-${services}`, configure);
                session.say(`  ${name}: first up …`);
                await stack.up();
                return { name, stack };
            }
        } finally {
            await clouds.end();
        }
    },
};

async function upAgain(stack: CloudStack): Promise<Again> {
    await stack.disconnect();
    const before = await stack.logins();
    const { seconds } = await stack.pulumi("up", "--yes", "--skip-preview", "--expect-no-changes");
    const after = await stack.logins();
    return { seconds, connections: Math.max(...after.map((count, server) => count - (before[server] ?? 0))) };
}

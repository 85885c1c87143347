import { Clouds } from "../cloud/clouds";
import { type PlainDeploy, plainDeploy } from "../cloud/plain-deploy";
import { shippedImages, shippedStack } from "../cloud/shipped-stack";
import type { BenchCase } from "../support/bench-case";
import { interleave } from "../support/interleave";
import type { Session } from "../support/session";
import { median } from "../support/statistics";

interface Pair extends PlainDeploy {
    readonly slipway: number;
}

const slipwayName = "first up of staging";
const plainName = "the three by plain tools";

/** From an empty account to the shipped staging stack that answers. */
export const cloudStartCase: BenchCase = {
    name: "cloud-start",
    group: "cloud",
    title: "the first pulumi up of the shipped stack staging, on emulated clouds",
    measure: async (session) => {
        const [pairs = []] = await interleave(
            session,
            [{ name: "staging", run: async () => await deployBoth(session), tell: inWords }],
            true,
        );
        const part = (name: keyof Pair) => pairs.map((pair) => pair[name]);
        const together = pairs.map(({ boot, transfer, healthy }) => boot + transfer + healthy);
        return {
            measures: [
                { what: "droplet boot", unit: "s", samples: part("boot") },
                { what: "image transfer", unit: "s", samples: part("transfer") },
                { what: "app healthy", unit: "s", samples: part("healthy") },
                { what: plainName, unit: "s", samples: together },
                { what: slipwayName, unit: "s", samples: part("slipway"), against: plainName },
            ],
            limits: [
                {
                    what: `${slipwayName} ÷ ${plainName}`,
                    value: median(part("slipway")) / median(together),
                    limit: 1.3,
                },
            ],
            notes: [
                "by plain tools: a droplet by the API, docker save | ssh docker load, docker stack deploy; no volume, no firewall, no TLS, no names, no proxies, no smoke flows",
                "both have the same images, built from the engine's cache, which Slipway does within its time",
            ],
            faults: [],
        };
    },
};

/** Each on clouds of its own, which know nothing of the other. */
async function deployBoth(session: Session): Promise<Pair> {
    const on = async <T>(work: (clouds: Clouds) => Promise<T>): Promise<T> => {
        const clouds = await Clouds.start(session, shippedImages);
        try {
            return await work(clouds);
        } finally {
            await clouds.end();
        }
    };
    const { stack, slipway } = await on(async (clouds) => {
        const made = await shippedStack(session, clouds, "staging");
        return { stack: made, slipway: (await made.up()).seconds };
    });
    return { slipway, ...(await on(async (clouds) => await plainDeploy(session, clouds, stack))) };
}

function inWords({ boot, transfer, healthy, slipway }: Pair): string {
    const parts = [boot, transfer, healthy].map((seconds) => seconds.toFixed(1)).join(" + ");
    return `${slipway.toFixed(1)} s; by plain tools ${parts} s`;
}

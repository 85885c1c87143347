/* Records a good and a bad canary in a terminal, as asciicast files: npm run record. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { underLoad } from "../test/e2e/support/load";
import { Shop, stack } from "../test/e2e/support/shop";
import { execute } from "../toolchain/execute";

const size = { width: 140, height: 40 };
const folder = join(__dirname, "recordings");
/** Who records is nobody's affair. */
const asAnn = { ...process.env, GIT_CONFIG_COUNT: "1", GIT_CONFIG_KEY_0: "user.name", GIT_CONFIG_VALUE_0: "ann" };

async function main(): Promise<void> {
    const steps = "[{ weight: 10, for: 15s }, { weight: 50, for: 15s }]";
    const shop = await Shop.create(`strategy: canary, steps: ${steps}, abortWhen: { errorRate: 2%, requests: 30 }`);
    try {
        await shop.upWell();
        mkdirSync(folder, { recursive: true });
        shop.set({ SHOP: "two", WANTED: "two" });
        await record(shop, "good-canary", "A canary that is good");
        shop.set({ SHOP_ERRORS: "0.3" });
        await record(shop, "bad-canary", "A canary that answers every third request with an error");
    } finally {
        await shop.project.remove(stack);
    }
}

/** Deploys under load in a terminal of its own, then previews, and writes what the terminal showed. */
async function record(shop: Shop, name: string, title: string): Promise<void> {
    const [output, timing] = [join(shop.project.folder, `${name}.out`), join(shop.project.folder, `${name}.time`)];
    const say = (command: string) => `printf '\\033[1m$ %s\\033[0m\\r\\n' '${command}'; ${command}`;
    const lines = [
        `stty cols ${size.width} rows ${size.height}`,
        say(`./slipway up ${stack} --yes --skip-preview`),
        say(`./slipway preview ${stack}`),
    ];
    const options = ["--quiet", "--flush", "--log-out", output, "--log-timing", timing, "--command", lines.join("; ")];
    await underLoad({ url: shop.url, rate: 50, post: true }, 0, async () => {
        await execute("script", options, { nodeOptions: { cwd: shop.project.folder, env: asAnn } });
    });
    writeFileSync(join(folder, `${name}.cast`), asciicast(readFileSync(output), readFileSync(timing, "utf8"), title));
}

/**
 * The recording in asciicast's second format, https://docs.asciinema.org/manual/asciicast/v2.
 *
 * @param output what the terminal got, after a first line of `script` itself
 * @param timing for each part of it the seconds since the one before, and its length in bytes
 */
function asciicast(output: Buffer, timing: string, title: string): string {
    let at = output.indexOf("\n") + 1;
    let time = 0;
    const decoder = new TextDecoder();
    const events = timing
        .trim()
        .split("\n")
        .map((line) => {
            const [delay = 0, bytes = 0] = line.split(" ").map(Number);
            time += delay;
            at += bytes;
            const text = decoder.decode(output.subarray(at - bytes, at), { stream: true });
            return JSON.stringify([Math.round(time * 1000) / 1000, "o", text]);
        });
    return `${[JSON.stringify({ version: 2, ...size, title }), ...events].join("\n")}\n`;
}

void main();

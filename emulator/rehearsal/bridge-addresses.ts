import { attempt } from "../../images/run";
import { SetupError } from "../../toolchain/setup-error";

/**
 * Gives a bridge of this machine more addresses, so that what listens on them can be reached by those behind it. One that
 * it has already stays.
 *
 * @throws SetupError where this process may not: it takes root
 */
export async function addAddresses(bridge: string, addresses: readonly string[]): Promise<void> {
    for (const address of addresses) {
        const purpose = `give the bridge ${bridge} the address ${address}`;
        const { exitCode, stderr } = await attempt(["ip", "address", "add", `${address}/32`, "dev", bridge], {
            purpose,
        });
        if (exitCode === 0 || /File exists/.test(stderr)) continue;
        throw new SetupError(`cannot ${purpose}: ${stderr.trim()}; a rehearsal takes root`);
    }
}

/** Takes the addresses from the bridge again; what is gone is as good. */
export async function removeAddresses(bridge: string, addresses: readonly string[]): Promise<void> {
    for (const address of addresses) {
        const words = ["ip", "address", "delete", `${address}/32`, "dev", bridge];
        await attempt(words, { purpose: `take the address ${address} from the bridge ${bridge}` });
    }
}

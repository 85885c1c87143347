import type { Permission } from "../../../emulator/cloudflare/api/token";

/** A cloud that takes orders of what is to go wrong in it. */
interface Cloud {
    readonly url: string;
}

/** Lets requests to a cloud go wrong from now on: the body of its `POST /_faults`. */
export async function harm({ url }: Cloud, faults: object): Promise<void> {
    await order(`${url}/_faults`, "POST", faults);
}

/** Ends all that goes wrong. */
export async function heal({ url }: Cloud): Promise<void> {
    await order(`${url}/_faults`, "DELETE");
}

/** How many more requests are to go wrong, of those that do so a few times only, by the status of their answer. */
export async function left({ url }: Cloud): Promise<ReadonlyMap<number, number>> {
    const { requests } = (await (await fetch(`${url}/_faults`)).json()) as {
        readonly requests: readonly { readonly status?: number; readonly times: number | null }[];
    };
    return new Map(requests.flatMap(({ status = 0, times }) => (times === null ? [] : [[status, times]])));
}

/** Lets a domain be delegated to the emulated Cloudflare, or no longer. */
export async function delegate({ url }: Cloud, domain: string, delegated: boolean): Promise<void> {
    await order(`${url}/_registrar/${domain}`, "POST", { delegated });
}

/** Lets all tokens of the emulated Cloudflare do these things from now on, and no other. */
export async function permit({ url }: Cloud, permissions: readonly Permission[]): Promise<void> {
    await order(`${url}/_permissions`, "POST", permissions);
}

async function order(url: string, method: string, body?: object): Promise<void> {
    const headers = { "content-type": "application/json" };
    const given = body === undefined ? {} : { headers, body: JSON.stringify(body) };
    const answer = await fetch(url, { method, ...given });
    if (!answer.ok) throw new Error(`${method} ${url}: ${answer.status} ${await answer.text()}`);
}

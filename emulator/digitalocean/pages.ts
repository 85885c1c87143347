import type { Answer, Call } from "./call";

const most = 200;
const usual = 20;

/**
 * One page of a list under its key, with `links.pages` and `meta.total`, as the API reference's section "Links &
 * Pagination" has it. What is asked for beyond the bounds is taken as the bound.
 */
export function page(call: Call, key: string, items: readonly unknown[]): Answer {
    const size = Math.min(most, positive(call.query.per_page) ?? usual);
    const last = Math.max(1, Math.ceil(items.length / size));
    const current = positive(call.query.page) ?? 1;
    const address = (number: number): string => {
        const url = new URL(call.url);
        url.searchParams.set("page", String(number));
        url.searchParams.set("per_page", String(size));
        return url.href;
    };
    const pages = {
        ...(current > 1 ? { first: address(1), prev: address(current - 1) } : {}),
        ...(current < last ? { next: address(current + 1), last: address(last) } : {}),
    };
    return {
        status: 200,
        body: {
            [key]: items.slice((current - 1) * size, current * size),
            links: last === 1 ? {} : { pages },
            meta: { total: items.length },
        },
    };
}

function positive(text: string | undefined): number | undefined {
    const number = Number(text);
    return Number.isInteger(number) && number > 0 ? number : undefined;
}

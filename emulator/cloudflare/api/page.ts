import type { Answer } from "./answer";
import { refusal } from "./refusal";

/** How many items a page has where the request does not say, and at most. */
export interface PageSizes {
    readonly usual: number;
    readonly most: number;
}

/**
 * One page of a list, with `result_info`. See "Pagination" in Cloudflare's "Make API calls". A page behind the last
 * one is empty; a list without items has one page.
 *
 * @throws Refusal where `page` or `per_page` is no positive whole number (1003)
 */
export function pageOf(items: readonly unknown[], query: URLSearchParams, sizes: PageSizes): Answer {
    const page = positive(query, "page", 1);
    const perPage = Math.min(positive(query, "per_page", sizes.usual), sizes.most);
    const result = items.slice((page - 1) * perPage, page * perPage);
    return {
        status: 200,
        body: {
            result,
            success: true,
            errors: [],
            messages: [],
            result_info: {
                page,
                per_page: perPage,
                count: result.length,
                total_count: items.length,
                total_pages: Math.max(1, Math.ceil(items.length / perPage)),
            },
        },
    };
}

function positive(query: URLSearchParams, key: string, otherwise: number): number {
    const text = query.get(key);
    if (text === null) return otherwise;
    if (!/^[1-9][0-9]*$/.test(text)) throw refusal(400, 1003, `The ${key} must be a positive integer.`);
    return Number(text);
}

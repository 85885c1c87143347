import { notFound } from "../api-error";
import type { Handler } from "../call";
import { page } from "../pages";
import { findImage, images } from "./images";
import { regions } from "./regions";
import { sizes } from "./sizes";

/** `GET /v2/regions`: API reference, section "Regions". */
export const listRegions: Handler = (state, call) => ({ state, answer: page(call, "regions", regions) });

/** `GET /v2/sizes`: API reference, section "Sizes". */
export const listSizes: Handler = (state, call) => ({ state, answer: page(call, "sizes", sizes) });

/** `GET /v2/images`: API reference, section "Images"; the account has none of its own. */
export const listImages: Handler = (state, call) => {
    const own = call.query.private === "true" || call.query.type === "application" || "tag_name" in call.query;
    return { state, answer: page(call, "images", own ? [] : images) };
};

/** `GET /v2/images/:image`, by number or slug. */
export const getImage: Handler = (state, call) => {
    const image = findImage(call.params.image ?? "");
    if (image === undefined) throw notFound();
    return { state, answer: { status: 200, body: { image } } };
};

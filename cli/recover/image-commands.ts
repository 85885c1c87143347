import type { StateResource } from "./deployment";
import { isMap } from "./state-value";

/** Scripts after which an image is where it is needed. */
const scripts = ["build", "send", "push"].map((verb) => `bash components/image/${verb}.sh`);

/** Name and tag of the image that a command is about, as an engine lists it; undefined for every other resource. */
export function imageOf({ type, inputs }: StateResource): string | undefined {
    const { create, environment } = inputs ?? {};
    if (type !== "command:local:Command" || typeof create !== "string" || !scripts.includes(create)) return undefined;
    const image = isMap(environment) ? environment.SLIPWAY_IMAGE : undefined;
    // Docker leaves its own registry out.
    return typeof image === "string" ? image.replace(/^docker\.io\//, "") : undefined;
}

/** A layer of an image that an engine has saved. */
export interface SavedLayer {
    /** Digest of its content, uncompressed. */
    readonly diffId: string;
    /** Path of its file in the folder of the saved image. */
    readonly path: string;
    readonly bytes: number;
}

/** Layers that are sent at once: from the first one on, up to the last one, which is not among them. */
export interface Part {
    readonly from: number;
    readonly to: number;
    readonly bytes: number;
}

/** Bytes from which on a part is worth a call of its own. */
const worthwhile = 16_000_000;

/**
 * Decides what of an image is sent, and in which parts. An engine finds a layer only by those below it, so what it has of
 * the image is what another image of it begins with. It keeps each part that it has got: what breaks off is gone on with.
 *
 * @param present layers of each image of the engine, the lowest first
 * @returns at least one part; the last one makes the image whole
 */
export function planParts(layers: readonly SavedLayer[], present: readonly (readonly string[])[]): readonly Part[] {
    const parts: Part[] = [];
    let from = Math.max(0, ...present.map((others) => beginning(layers, others)));
    let bytes = 0;
    for (let to = from; to < layers.length; to += 1) {
        bytes += layers[to]?.bytes ?? 0;
        const isLast = to + 1 === layers.length;
        if (isLast || bytes < worthwhile) continue;
        parts.push({ from, to: to + 1, bytes });
        from = to + 1;
        bytes = 0;
    }
    return [...parts, { from, to: layers.length, bytes }];
}

/** How many layers both begin with. */
function beginning(layers: readonly SavedLayer[], others: readonly string[]): number {
    const different = layers.findIndex(({ diffId }, place) => diffId !== others[place]);
    return different === -1 ? layers.length : different;
}

/** The images that a Dockerfile's stages start from, without `scratch` and its own stages, each once. */
export function baseImages(dockerfile: string): readonly string[] {
    const bases = new Set<string>();
    const stages = new Set<string>(["scratch"]);
    for (const [, image = "", stage] of dockerfile.matchAll(/^FROM +(?:--\S+ +)*(\S+)(?: +AS +(\S+))?/gim)) {
        if (!stages.has(image)) {
            bases.add(image);
        }
        if (stage !== undefined) {
            stages.add(stage);
        }
    }
    return [...bases];
}

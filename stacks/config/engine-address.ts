/** Tells whether a text is the address of a Docker Engine of this machine: `unix:///PATH`. */
export function isEngineAddress(text: string): boolean {
    return /^unix:\/\/\/[^\s\0]+$/.test(text);
}

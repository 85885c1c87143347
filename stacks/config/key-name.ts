/**
 * Tells whether a teammate's key may have a name: at most 32 letters, digits, dots, dashes and underscores, with a letter or
 * digit first. `slipway` is the name of Slipway's own key, which none may be taken for.
 */
export function isKeyName(name: string): boolean {
    return /^[A-Za-z0-9][A-Za-z0-9._-]{0,31}$/.test(name) && name !== "slipway";
}

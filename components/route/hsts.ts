/**
 * Seconds for which a browser that was here once asks for nothing but https: half a year, the least that counts as safe
 * for lists of the field, and short enough to be outlived.
 */
export const hstsSeconds = 15_552_000;

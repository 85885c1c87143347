import { z } from "zod";
import type { State } from "../state";

/** A tag's name: API reference, section "Tags". */
export const tagName = z
    .string()
    .max(255, "is too long (maximum is 255 characters)")
    .regex(/^[a-zA-Z0-9_\-:]+$/, "Tags may only contain letters, numbers, colons, dashes, and underscores");

/** The state with these tags among the account's: tagging something with a new name makes the tag. */
export function withTags(state: State, names: readonly string[]): State {
    const fresh = [...new Set(names)].filter((name) => !state.tags.includes(name));
    return fresh.length === 0 ? state : { ...state, tags: [...state.tags, ...fresh] };
}

/** The names, each once, in the order given. */
export function distinct<T>(names: readonly T[]): readonly T[] {
    return [...new Set(names)];
}

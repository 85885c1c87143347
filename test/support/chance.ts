/** Draws that a seed repeats. */
export class Chance {
    /** @param seed any whole number */
    constructor(private seed: number) {}

    /** A number from 0 to below 1, by the generator called mulberry32. */
    draw(): number {
        this.seed = (this.seed + 0x6d2b79f5) | 0;
        let mixed = Math.imul(this.seed ^ (this.seed >>> 15), 1 | this.seed);
        mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
        return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
    }

    /** So many different ones of a list, in the list's order. */
    pick<T>(list: readonly T[], count: number): readonly T[] {
        const left = list.map((_, index) => index);
        const chosen = Array.from({ length: Math.min(count, list.length) }, () => {
            const [index = 0] = left.splice(Math.floor(this.draw() * left.length), 1);
            return index;
        });
        return chosen.sort((a, b) => a - b).map((index) => list[index] as T);
    }
}

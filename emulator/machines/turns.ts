/** Does work about the same thing in turn, other work side by side. */
export class Turns {
    readonly #last = new Map<string, Promise<unknown>>();

    /** Does the work as soon as all work before it about the same thing has ended, however that was. */
    async take<T>(subject: string, work: () => Promise<T>): Promise<T> {
        const before = this.#last.get(subject) ?? Promise.resolve();
        const mine = before.then(work, work);
        this.#last.set(subject, mine);
        try {
            return await mine;
        } finally {
            if (this.#last.get(subject) === mine) this.#last.delete(subject);
        }
    }
}

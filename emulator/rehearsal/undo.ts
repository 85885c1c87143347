/** What has been started, and how each is ended: the last first. */
export class Undo {
    readonly #steps: (() => Promise<void> | void)[] = [];

    /** Notes how something that was just started is ended. */
    add(step: () => Promise<void> | void): void {
        this.#steps.push(step);
    }

    /**
     * Ends everything, once: what fails does not keep the rest from being ended.
     *
     * @throws the first failure, when all is done
     */
    async run(): Promise<void> {
        const failures: unknown[] = [];
        for (let step = this.#steps.pop(); step !== undefined; step = this.#steps.pop()) {
            try {
                await step();
            } catch (error) {
                failures.push(error);
            }
        }
        if (failures.length > 0) throw failures[0];
    }
}

/** One thing that a plugin promises, and the public sentence that promises it. */
export interface Contract<Driver> {
    /** What the plugin does, as a sentence that continues "it …". */
    readonly promise: string;
    /** Where the promise is made: the schema's or documentation's sentence, shortened. */
    readonly source: string;
    /** Drives the plugin; throws when the promise is broken. */
    readonly hold: (driver: Driver) => Promise<void>;
}

/**
 * Declares one mocha test for each promise. The same list runs against a stand-in and the real plugin.
 *
 * @param driver gives the started plugin; called when a test runs
 */
export function holdContracts<Driver>(contracts: readonly Contract<Driver>[], driver: () => Driver): void {
    for (const contract of contracts) {
        it(`${contract.promise} [${contract.source}]`, () => contract.hold(driver()));
    }
}

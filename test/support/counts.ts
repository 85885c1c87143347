/** What came of the tests of one suite. */
export interface Counts {
    readonly passed: number;
    readonly failed: number;
}

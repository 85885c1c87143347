/** What one criterion says of the candidate: kept, broken, or not to be told from chance; and how to put it in words. */
export interface Finding {
    readonly kind: "kept" | "unclear" | "broken";
    /** In lower case, without a full stop. */
    readonly reason: string;
}

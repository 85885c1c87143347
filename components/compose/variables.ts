/** What a compose file may put in for `${NAME}`. Never the process environment. */
export interface Variables {
    /** Values that may be shown: `slipway:env`, and `.env` where the stack allows it. */
    readonly plain: Readonly<Record<string, string>>;
    /** Names of `slipway:secrets`, whose values stay unknown here. A name in both is a secret. */
    readonly secrets: ReadonlySet<string>;
    /** The mend of an error about a variable that is not set; by default it names `slipway:env`, `slipway:secrets`. */
    readonly howToSet?: (name: string) => string;
}

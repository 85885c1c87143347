/** What a compose file may put in for `${NAME}`. Never the process environment. */
export interface Variables {
    /** Values that may be shown: `slipway:env`, and `.env` where the stack allows it. */
    readonly plain: Readonly<Record<string, string>>;
    /** Names of `slipway:secrets`, whose values stay unknown here. A name in both is a secret. */
    readonly secrets: ReadonlySet<string>;
}

/** What becomes of a password that stands in the compose file, or in an `env_file`, as it is. */
export interface PlainSecrets {
    /** Whether a variable must be an encrypted secret, by its name and value. */
    readonly found: (name: string, value: string) => boolean;
    /** A problem; else a note for the operator. */
    readonly refused: boolean;
}

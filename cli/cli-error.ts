/** Something that the user can mend; its message is all they need. */
export class CliError extends Error {
    public override readonly name = "CliError";
}

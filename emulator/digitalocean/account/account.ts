/** Whose account it is, and how much it may have. */
export interface Account {
    readonly dropletLimit: number;
    readonly reservedIpLimit: number;
    readonly volumeLimit: number;
    readonly email: string;
    readonly uuid: string;
    /** The team's name. */
    readonly team: string;
}

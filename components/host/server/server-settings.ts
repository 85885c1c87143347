/** Distribution images that servers are made from, by DigitalOcean's slugs. */
export type ServerImage = "ubuntu-24-04-x64" | "debian-12-x64";

/** What a server is to be, apart from what is bought with it. */
export interface ServerSettings {
    /** Its name for people, e.g. `web-1`. */
    readonly name: string;
    readonly image: ServerImage;
    /** The public key that Slipway logs in with, as in a `.pub` file. */
    readonly deployKey: string;
    /** Public keys of teammates, as in a `.pub` file, by their names. */
    readonly keys: Readonly<Record<string, string>>;
    /** GiB of swap; 0: none. */
    readonly swap: number;
    /** The block volume that Docker's volumes lie on, where the server has one. */
    readonly volume?: DataVolume;
    /** Time of day (UTC, `HH:MM`) at which an upgrade that needs a restart gets it; left out, it waits for a person. */
    readonly restartAt?: string;
}

/** A block volume of DigitalOcean's. */
export interface DataVolume {
    readonly name: string;
    /** GiB. */
    readonly size: number;
}

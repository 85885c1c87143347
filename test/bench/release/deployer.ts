/** A way to deploy the app, which runs already. */
export interface Deployer {
    readonly name: string;
    /** Where the app answers with its version. */
    readonly url: string;
    /**
     * Deploys an image in place of the one that runs, and waits as its user would.
     *
     * @param started called with the id of the process that deploys
     */
    readonly release: (image: string, started?: (pid: number) => void) => Promise<void>;
}

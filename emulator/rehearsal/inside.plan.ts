/** What a command sees of a rehearsal. */
export interface Inside {
    /** Path of the file that it has in the place of /etc/resolv.conf. */
    readonly resolvConf: string;
}

/**
 * The words that run a command with the rehearsal's names: as root, in a mount namespace of its own, in which this
 * machine's resolver is the rehearsal's. Outside of it nothing changes.
 */
export function insideWords({ resolvConf }: Inside, command: readonly string[]): readonly string[] {
    const script = 'mount --bind "$1" "$(readlink -f /etc/resolv.conf)" && shift && exec "$@"';
    return ["unshare", "--mount", "--propagation", "private", "sh", "-c", script, "sh", resolvConf, ...command];
}

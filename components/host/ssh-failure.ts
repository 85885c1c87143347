/**
 * Why no connection to a server has come about, in words of our own where ssh's are many and of a file that is gone.
 *
 * @param said ssh's words
 */
export function sshFailure(host: string, said: string): string {
    if (/IDENTIFICATION HAS CHANGED|key verification failed|no matching host key type/i.test(said)) {
        return `WHAT ANSWERS AT ${host} IS NOT THE SERVER: its SSH host key is not the one that Slipway made. Nothing was sent to it; somebody may be in between, or the droplet was made anew by hand: find out which, before anything else`;
    }
    return `server ${host} cannot be reached by SSH: ${said}`;
}

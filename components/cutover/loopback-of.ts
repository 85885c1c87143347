/**
 * A script that leads its standard input to a port on the loopback of a service's container on the same host, and prints
 * what comes back.
 *
 * @param service its name on the engine
 */
export function loopbackOf(service: string, port: number): string {
    const filter = `--filter label=com.docker.swarm.service.name=${service} --filter health=healthy`;
    const find = `id=$(docker ps --quiet ${filter} | head -n 1)`;
    const absent = `[ -n "$id" ] || { echo "it does not run" >&2; exit 1; }`;
    return `${find}; ${absent}; exec docker exec --interactive "$id" nc 127.0.0.1 ${port}`;
}

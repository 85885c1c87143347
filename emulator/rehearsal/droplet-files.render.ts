/**
 * What droplets have of a rehearsal beside what DigitalOcean's would have, by path: they trust its authority, and so its
 * registries and its Let's Encrypt. What is written in Go, as engines are, reads the folder; the rest goes by the bundle,
 * which `update-ca-certificates` makes of the other one.
 *
 * @param authority PEM
 */
export function renderDropletFiles(authority: string): Readonly<Record<string, string>> {
    return { "etc/ssl/certs/rehearsal.pem": authority, "usr/local/share/ca-certificates/rehearsal.crt": authority };
}

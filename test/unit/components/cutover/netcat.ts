/** A line of sh that passes standard input on to a local port, and prints what comes back. */
export function netcat(port: number): string {
    const program = `process.stdin.pipe(require("net").connect(${port}, "127.0.0.1")).pipe(process.stdout)`;
    return `exec node -e '${program}'`;
}

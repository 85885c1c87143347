/** The address without the prefix that Node gives to IPv4 on sockets for both. */
export function plainAddress(address = ""): string {
    return address.replace(/^::ffff:/, "");
}

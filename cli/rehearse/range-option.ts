import { InvalidArgumentError, Option } from "commander";

/**
 * An option that takes a range of IPv4 addresses, for where the usual one is somebody else's.
 *
 * @param flags as commander reads them
 * @param longest the longest prefix, which leaves just enough addresses
 */
export function rangeOption(flags: string, description: string, longest: number): Option {
    return new Option(flags, description).argParser((text) => {
        const parts = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(text)?.slice(1).map(Number) ?? [];
        const [first = 0, second = 0, third = 0, fourth = 0, prefix = 0] = parts;
        const bits = [first, second, third, fourth].map((part) => part.toString(2).padStart(8, "0")).join("");
        const isWhole = bits.length === 32 && !bits.slice(prefix).includes("1");
        if (parts.length === 5 && prefix >= 8 && prefix <= longest && isWhole) return text;
        throw new InvalidArgumentError(`Expected a network of a /${longest} or more, such as 198.18.64.0/20.`);
    });
}

import type { PortModel } from "../model";

/** Why a port cannot be published. */
export interface PortFault {
    readonly found: string;
    readonly mend: string;
}

const form = /^(?:(\[[^\]]*\]|[^:]*):)?(?:(\d+(?:-\d+)?)?:)?(\d+(?:-\d+)?)(?:\/(\w+))?$/;

/** Ports of the short form `[[ADDRESS:]PUBLISHED:]TARGET[/PROTOCOL]`, a range giving one for each of its ports. */
export function parsePort(written: string): readonly PortModel[] | PortFault {
    const [, first, second, last = "", protocol = "tcp"] = form.exec(written) ?? [];
    if (last === "") {
        return wrong(written);
    }
    // With a single colon, what stands before it is the port on the host.
    const alone = first !== undefined && second === undefined && /^\d+(-\d+)?$/.test(first);
    const address = alone ? undefined : first;
    if (address !== undefined && !["", "0.0.0.0", "[::]"].includes(address)) {
        return boundTo(written, address);
    }
    const targets = range(last);
    const published = range(alone ? first : second);
    if (!targets || published === undefined || targets.length === 0) {
        return wrong(written);
    }
    if (protocol !== "tcp" && protocol !== "udp") {
        return { found: `protocol ${protocol} cannot be published`, mend: "use tcp or udp" };
    }
    if (published.length > 0 && published.length !== targets.length) {
        const found = `${written} publishes ${targets.length} ports on ${published.length}`;
        return { found, mend: "write as many ports of the host as of the container" };
    }
    return targets.map((target, index) => {
        const port = published[index];
        return port === undefined ? { target, protocol } : { target, published: port, protocol };
    });
}

/** The ports of `8000` or `8000-8005`; none of nothing; undefined when out of bounds. */
function range(text: string | undefined): readonly number[] | undefined {
    if (text === undefined || text === "") {
        return [];
    }
    const [first = 0, last = first] = text.split("-").map(Number);
    if (first < 1 || last > 65535 || last < first) {
        return undefined;
    }
    return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

function wrong(written: string): PortFault {
    return { found: `${JSON.stringify(written)} is not a port`, mend: 'write "PUBLISHED:TARGET", such as "8080:80"' };
}

function boundTo(written: string, address: string): PortFault {
    if (!/^\[.*\]$|^[\d.]+$/.test(address)) {
        return wrong(written);
    }
    const found = `Swarm publishes a port on every address of the host, not on ${address} alone`;
    const mend =
        "delete the port (services reach each other by name), or delete the address if everyone may reach the port";
    return { found, mend };
}

import type { Hosts } from "../../../components/host/hosts";
import { LocalHost } from "../../../components/host/local-host";

/** A host for components that need one, to be made inside `makeWithMocks`. */
export function testHost(): LocalHost {
    return new LocalHost("host", { engine: "unix:///run/engine.sock", directory: "/srv/slipway" });
}

/** The same as the only one of a stack. */
export function testHosts(): Hosts {
    const host = testHost();
    return { first: host, all: [host], mayGrow: false };
}

import { isIP } from "node:net";
import type { EdgeView } from "../cloudflare/edge/view";
import { directAddress, type Failure, unknownHost } from "./failure";
import { findSite, type Site } from "./find-origins";

/** What becomes of a request. */
export type Decision =
    | { readonly kind: "fail"; readonly failure: Failure }
    /** Sent elsewhere for good. */
    | { readonly kind: "redirect"; readonly location: string }
    | { readonly kind: "pass"; readonly site: Site; readonly scheme: "http" | "https" };

/** A request, as far as a decision needs it. */
export interface Asked {
    readonly scheme: "http" | "https";
    /** The `Host` header. */
    readonly host: string;
    /** Path and query. */
    readonly path: string;
}

/** Decides about a request by the zones as they are: see "Encryption modes" and "Always Use HTTPS". */
export function decide(view: EdgeView, { scheme, host, path }: Asked): Decision {
    const name = host.toLowerCase().replace(/:\d+$/, "");
    if (isIP(name.replace(/^\[|\]$/g, "")) > 0) return { kind: "fail", failure: directAddress };
    const site = findSite(view, name);
    if (!site) return { kind: "fail", failure: unknownHost };
    const { ssl, alwaysUseHttps } = site.zone;
    if (scheme === "https" && ssl === "off") return { kind: "redirect", location: `http://${name}${path}` };
    if (scheme === "http" && alwaysUseHttps && ssl !== "off") {
        return { kind: "redirect", location: `https://${name}${path}` };
    }
    return { kind: "pass", site, scheme: ssl === "full" || ssl === "strict" ? scheme : "http" };
}

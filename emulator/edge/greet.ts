import type { Socket } from "node:net";
import { TLSSocket } from "node:tls";
import type { EdgeView } from "../cloudflare/edge/view";
import { type ClientHello, readClientHello } from "./client-hello";
import { findZone } from "./find-origins";
import type { ZoneContexts } from "./zone-contexts";

/** Whom a visitor may ask for over TLS, and what becomes of the connection then. */
export interface Reception {
    readonly view: () => EdgeView;
    readonly contexts: ZoneContexts;
    readonly serve: (secured: TLSSocket) => void;
}

/** No client says more than this before it waits for an answer. */
const longestHello = 65_536;

/** How long a client may take to say it, in milliseconds. */
const patience = 10_000;

/** A fatal alert, `handshake_failure`: what Cloudflare answers where it has no certificate for a name. */
const noCertificate = Buffer.from([21, 3, 1, 0, 2, 2, 40]);

/** Hears for which name a visitor has come, and begins TLS as that name's zone wants it. */
export function greet(socket: Socket, reception: Reception): void {
    let heard = Buffer.alloc(0);
    const timer = setTimeout(() => socket.destroy(), patience);
    const listen = (part: Buffer) => {
        heard = Buffer.concat([heard, part]);
        const hello = readClientHello(heard);
        if (hello === "more" && heard.length < longestHello) return;
        clearTimeout(timer);
        socket.off("data", listen);
        socket.pause();
        socket.unshift(heard);
        void begin(socket, hello, reception);
    };
    socket.on("data", listen);
    socket.on("close", () => clearTimeout(timer));
}

async function begin(socket: Socket, hello: ClientHello, { view, contexts, serve }: Reception): Promise<void> {
    if (typeof hello === "string") return void socket.destroy();
    const zone = findZone(view(), hello.serverName ?? "");
    if (!zone) return void socket.end(noCertificate);
    const secureContext = await contexts.of(zone);
    if (socket.destroyed) return;
    const secured = new TLSSocket(socket, { isServer: true, secureContext, ALPNProtocols: ["http/1.1"] });
    secured.on("error", () => socket.destroy());
    serve(secured);
}

import type { HttpBindings } from "@hono/node-server";
import type { Hono } from "hono";
import { withPermissions } from "./account/permissions";
import { noFaults, readFaults } from "./api/faults";
import type { Permission } from "./api/token";
import { edgeView } from "./edge/view";
import type { Emulated } from "./emulated";
import { type AtRegistrar, changedAtRegistrar } from "./zones/activate";

/**
 * The paths that only the emulator has; none asks for a token.
 *
 * - `POST /_faults`, `GET /_faults`, `DELETE /_faults`: what goes wrong (`Faults`).
 * - `POST /_permissions`: what tokens may do from now on, as a list (`Permission`).
 * - `POST /_registrar/{domain}`: what its registrar does (`AtRegistrar`).
 * - `GET /_edge`: what the emulated edge has to know (`EdgeView`), with its key.
 * - `GET /_origin_pull_ca.pem`: what origins trust, which Cloudflare has in its documentation as
 *   `authenticated_origin_pull_ca.pem`; `GET /_origin_ca_root.pem`: what the edge trusts of origins.
 */
export function addAdminPaths(app: Hono<{ readonly Bindings: HttpBindings }>, emulated: Emulated): void {
    app.get("/_faults", (context) => context.json(emulated.faults));
    app.delete("/_faults", (context) => {
        emulated.faults = noFaults;
        return context.json(emulated.faults);
    });
    app.post("/_faults", async (context) => {
        try {
            emulated.faults = readFaults(await context.req.json());
            return context.json(emulated.faults);
        } catch (error) {
            return context.json({ error: error instanceof Error ? error.message : String(error) }, 400);
        }
    });
    app.post("/_permissions", async (context) => {
        const permissions = await context.req.json<readonly Permission[]>();
        await emulated.change((state) => ({
            state: withPermissions(state, permissions),
            answer: { status: 200, body: permissions },
        }));
        return context.json(permissions);
    });
    app.post("/_registrar/:domain", async (context) => {
        const change = await context.req.json<AtRegistrar>();
        const { status, body } = await emulated.change((state) => {
            const zone = state.zones.find(({ name }) => name === context.req.param("domain"));
            if (!zone) return { state, answer: { status: 404, body: { error: "no such zone" } } };
            const after = changedAtRegistrar(state, zone, change, emulated.now());
            return { state: after, answer: { status: 200, body: change } };
        });
        return context.json(body, status === 200 ? 200 : 404);
    });
    app.get("/_edge", (context) => context.json(edgeView(emulated.state)));
    app.get("/_origin_pull_ca.pem", (context) => context.text(emulated.state.authorities.originPull.certificate));
    app.get("/_origin_ca_root.pem", (context) => context.text(edgeView(emulated.state).originRoots.join("")));
}

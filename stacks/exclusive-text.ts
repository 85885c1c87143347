import type { ExclusiveUse } from "../components/compose/exclusive";

/** Says what a service has to itself, to follow its name. */
export function exclusiveText(use: ExclusiveUse): string {
    return "volume" in use ? `owns the volume ${use.volume}` : `publishes port ${use.port} of the host`;
}

import { currentVersion } from "./current-version";
import { Desk } from "./desk";

/** Asked for at every request: what is shown is what serves now. */
export const dynamic = "force-dynamic";

// biome-ignore lint/style/noDefaultExport: Next.js asks for it
export default async function Page() {
    const version = await currentVersion();
    return (
        <>
            <h1>Leads</h1>
            <Desk />
            <footer>
                {version === undefined
                    ? "The API does not answer."
                    : `API ${version.version}, commit ${version.commit}, built ${version.builtAt}`}
            </footer>
        </>
    );
}

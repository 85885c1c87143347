import { expect } from "chai";
import { failure } from "../support/call";
import type { Contract } from "../support/contract";
import type { Properties } from "../support/values";
import { ask, type CloudflareDriver, type Kind, make, plain, types, zoneId } from "./driver";

/** What the API itself can take away; the rest belongs to the zone as long as it is there. */
const removable: ReadonlySet<Kind> = new Set<Kind>([
    ...(["record", "originCa", "pullCertificate", "hostPulls", "hostCertificate"] as const),
]);

/** Where the API has these, below their zone. */
const places: Readonly<Partial<Record<Kind, string>>> = {
    record: "/dns_records",
    pullCertificate: "/origin_tls_client_auth",
    hostPulls: "/origin_tls_client_auth/hostnames",
    hostCertificate: "/origin_tls_client_auth/hostnames/certificates",
};

/** What an import is called, by the resource's id. */
const importIds: Readonly<Record<Kind, (id: string) => string>> = {
    record: (id) => `${zoneId}/${id}`,
    setting: (id) => `${zoneId}/${id}`,
    dnssec: () => zoneId,
    originCa: (id) => id,
    pulls: () => zoneId,
    pullCertificate: (id) => `${zoneId}/${id}`,
    hostPulls: (id) => `${zoneId}/${id}`,
    hostCertificate: (id) => `${zoneId}/${id}`,
};

/** What an import cannot know, because the API never tells it again. */
const untold: Readonly<Partial<Record<Kind, readonly string[]>>> = {
    // Turned on, DNSSEC is pending until the registrar knows it.
    dnssec: ["status"],
    pullCertificate: ["privateKey"],
    hostPulls: ["configs"],
    hostCertificate: ["privateKey"],
};

/** What holds of every type: read as made, imported, removed, gone. */
export const lifeContracts: readonly Contract<CloudflareDriver>[] = (Object.keys(types) as readonly Kind[]).flatMap(
    (kind) => [reads(kind), imports(kind), refusesToImport(kind), ...(removable.has(kind) ? [removes(kind)] : [])],
);

function reads(kind: Kind): Contract<CloudflareDriver> {
    return {
        promise: `reads a ${kind} as it was made, and sees no change`,
        source: "protocol: Read beside the recorded state",
        async hold(driver) {
            const { made, inputs } = await make(driver, kind, await driver.least(kind));
            const provider = driver.of(kind);
            const read = await provider.read("r", made, inputs);
            expect(read.id).to.equal(made.id);
            const known = untold[kind] ?? [];
            expect(without(read.state, known)).to.deep.equal(without(made.state, known));
            expect(without(plain(read.inputs), known)).to.deep.equal(without(plain(inputs), known));
            const old = { inputs: read.inputs, state: { ...read.state, ...only(made.state, known) } };
            expect((await provider.diff("r", old, inputs)).changed).to.equal(false);
        },
    };
}

function imports(kind: Kind): Contract<CloudflareDriver> {
    return {
        promise: `imports a ${kind}`,
        source: `pulumi import: ${importIds[kind]("<id>").replace(zoneId, "<zone_id>")}`,
        async hold(driver) {
            const asked = await driver.least(kind);
            const { made } = await make(driver, kind, asked);
            const read = await driver.of(kind).read("i", { id: importIds[kind](made.id), state: {} });
            expect(read.id).to.equal(made.id);
            const known = untold[kind] ?? [];
            expect(without(read.state, known)).to.deep.equal(without(made.state, known));
            expect(read.inputs).to.deep.include(without(asked, known));
        },
    };
}

function refusesToImport(kind: Kind): Contract<CloudflareDriver> {
    return {
        promise: `says what an import of a ${kind} has to name`,
        source: "importpath: expected urlencoded segments",
        async hold(driver) {
            const wrong = failure(driver.of(kind).read("i", { id: "a/b/c", state: {} }));
            expect(await wrong).to.contain("expected urlencoded segments");
        },
    };
}

function removes(kind: Kind): Contract<CloudflareDriver> {
    return {
        promise: `removes a ${kind}, finds it gone, and is content with that`,
        source: "protocol: Read answers with an empty id when the resource is gone; deleting what is gone succeeds",
        async hold(driver) {
            const provider = driver.of(kind);
            const { made, inputs } = await make(driver, kind, await driver.least(kind));
            // A certificate that is not at the edge yet stays.
            driver.emulator.time += 5000;
            await provider.delete("d", made);
            if (kind === "originCa") {
                const { certificates } = driver.emulator.state;
                expect(certificates.find(({ id }) => id === made.id)?.revokedAt).to.be.a("string");
            } else {
                expect((await provider.read("d", made, inputs)).id).to.equal("");
                expect(await ask(driver, `${places[kind]}/${made.id}`)).to.equal(null);
                const importing = provider.read("d", { id: importIds[kind](made.id), state: {} });
                expect(await failure(importing)).to.contain("404 Not Found");
            }
            await provider.delete("d", made);
        },
    };
}

function without(properties: Properties, keys: readonly string[]): Properties {
    return Object.fromEntries(Object.entries(properties).filter(([key]) => !keys.includes(key)));
}

function only(properties: Properties, keys: readonly string[]): Properties {
    return Object.fromEntries(Object.entries(properties).filter(([key]) => keys.includes(key)));
}

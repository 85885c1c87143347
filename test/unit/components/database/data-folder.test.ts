import { expect } from "chai";
import { keepsData } from "../../../../components/database/data-folder.plan";
import { service } from "../../../compose/support/load";

describe("a database's data", () => {
    const at = (target: string) => `volumes: [data:${target}]`;
    const cases: readonly (readonly [image: string, lines: string, kept: boolean])[] = [
        ["postgres:15-bookworm", at("/var/lib/postgresql/data"), true],
        ["postgres:15-bookworm", at("/var/lib/postgresql/data/"), true],
        ["postgres:15-bookworm", "volumes: [./data:/var/lib/postgresql/data]", true],
        ["postgres:15-bookworm", "volumes: [data:/var/lib/postgresql/data:ro]", false],
        ["postgres:15-bookworm", "volumes: [/var/lib/postgresql/data]", false],
        ["postgres:15-bookworm", "tmpfs: [/var/lib/postgresql/data]", false],
        ["postgres:15-bookworm", "", false],
        ["postgres:15-bookworm", at("/var/lib/postgresql/database"), false],
        // The image's own volume lies over it.
        ["postgres:15-bookworm", at("/var/lib/postgresql"), false],
        [
            "postgres:15-bookworm",
            `${at("/var/lib/postgresql")}\nenvironment: { PGDATA: /var/lib/postgresql/own }`,
            true,
        ],
        [
            "postgres:15",
            `${at("/var/lib/postgresql/data")}\nenvironment: { PGDATA: /var/lib/postgresql/data/own }`,
            true,
        ],
        ["postgres:15", `${at("/srv")}\nenvironment: { PGDATA: /srv/pg }`, true],
        ["postgres:15", `${at("/var/lib/postgresql/data")}\nenvironment: { PGDATA: /srv/pg }`, false],
        ["postgres:18.1", at("/var/lib/postgresql"), true],
        ["postgres:18.1", at("/var/lib/postgresql/data"), false],
        ["pgvector/pgvector:pg18", at("/var/lib/postgresql"), true],
        ["registry.example:5000/db:pg16", at("/var/lib/postgresql"), false],
        ["acme/db@sha256:0123", at("/var/lib/postgresql"), true],
        ["acme/db", at("/var/lib/postgresql/data"), true],
        ["acme/db", at("/srv"), false],
    ];
    for (const [image, lines, kept] of cases) {
        it(`${kept ? "outlive" : "go with"} a container of ${image} with ${JSON.stringify(lines)}`, () => {
            const model = service(lines, {}, "volumes: { data: }");
            expect(keepsData({ ...model, image })).to.equal(kept);
        });
    }
});

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { parse } from "yaml";
import { renderServer } from "../../../../components/host/server/server.render";
import { serverFiles } from "../../../../components/host/server/server-files.render";
import { setupScript } from "../../../../components/host/server/setup-script";
import { renderUserData } from "../../../../components/host/server/user-data.render";
import { debian, hostKey, ubuntu } from "./settings";

describe("what a server is set up with", () => {
    const texts = {
        "debian.yaml": renderServer(debian, "main"),
        "ubuntu.yaml": renderServer(ubuntu, "main"),
        "debian.user-data.yaml": renderUserData(debian, hostKey, "main\n"),
        "ubuntu.user-data.yaml": renderUserData(ubuntu, hostKey, "main\n"),
    };
    for (const [name, text] of Object.entries(texts)) {
        it(`is in ${name} as kept (UPDATE_GOLDEN=1 writes it anew)`, () => {
            const path = join(__dirname, "golden", name);
            if (process.env.UPDATE_GOLDEN === "1") writeFileSync(path, text);
            expect(text).to.equal(readFileSync(path, "utf8"));
        });
    }

    it("is YAML whose keys are the files", () => {
        for (const settings of [debian, ubuntu]) {
            const { server, setup, packages, swap, volume, volumeSize, ...files } = parse(
                renderServer(settings, "main"),
            );
            const wanted = serverFiles(settings).map(({ path, mode, content }) => [`${mode} ${path}`, content]);
            expect(files).to.deep.equal(Object.fromEntries(wanted));
            expect({ server, swap, volume, volumeSize }).to.deep.equal({
                ...{ server: settings.name, swap: settings.swap },
                ...{ volume: settings.volume?.name, volumeSize: settings.volume?.size },
            });
        }
    });

    it("changes with the script that reads it, and with nothing else", () => {
        expect(renderServer(ubuntu, "other")).not.to.equal(texts["ubuntu.yaml"]);
        const { bob = "", alice = "" } = ubuntu.keys;
        expect(renderServer({ ...ubuntu, keys: { alice, bob } }, "main")).to.equal(texts["ubuntu.yaml"]);
    });

    it("reaches cloud-init with the script as it is and the settings that updates send too", () => {
        const script = setupScript();
        const { write_files: files } = parse(renderUserData(ubuntu, hostKey, script));
        expect(files.slice(1)).to.deep.equal([
            { path: "/etc/slipway/setup.sh", permissions: "0755", content: script },
            { path: "/etc/slipway/server.yaml", permissions: "0644", content: renderServer(ubuntu, script) },
        ]);
    });

    it("has a small part of the room that DigitalOcean gives it", () => {
        expect(renderUserData(ubuntu, hostKey, setupScript()).length).to.be.below(24 * 1024);
    });

    it("is refused where DigitalOcean has no room for it", () => {
        const { alice = "" } = ubuntu.keys;
        const keys = Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`mate-${index}`, alice]));
        expect(() => renderUserData({ ...ubuntu, keys }, hostKey, "main\n")).to.throw(
            /^server web-1: its user data would have \d{5} bytes, and DigitalOcean takes 65536: give fewer keys in slipway:servers\.keys$/,
        );
    });
});

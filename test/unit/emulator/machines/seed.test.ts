import { expect } from "chai";
import { renderEtc, renderSeed } from "../../../../emulator/machines/seed.render";
import { machine } from "./machine";

describe("what an emulated droplet's first boot reads", () => {
    it("is its user data word by word, and who it is", () => {
        expect(renderSeed(machine)).to.deep.equal({
            "user-data": "#cloud-config\nhostname: other\n",
            "meta-data": `{
  "instance-id": "7",
  "local-hostname": "web-1",
  "public-keys": [
    "ssh-ed25519 AAAA a",
    "ssh-ed25519 BBBB b"
  ]
}
`,
        });
    });

    it("is an empty configuration where there is no user data", () => {
        expect(renderSeed({ ...machine, userData: null })["user-data"]).to.equal("#cloud-config\n{}\n");
    });

    it("are its name, and whom it asks for names", () => {
        expect(renderEtc("web-1", ["198.18.0.2", "9.9.9.9"])).to.deep.equal({
            hostname: "web-1\n",
            hosts: "127.0.0.1 localhost\n127.0.1.1 web-1\n::1 localhost ip6-localhost ip6-loopback\n",
            "resolv.conf": "nameserver 198.18.0.2\nnameserver 9.9.9.9\n",
        });
    });
});

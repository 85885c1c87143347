import { expect } from "chai";
import { refuseRealAuthority } from "../../../stacks/refuse-real-authority";
import { readConfig } from "../support/read-config";

const configWith = (directory: string) =>
    readConfig(`slipway:servers: { region: fra1, size: s-2vcpu-4gb, allowSshFrom: [203.0.113.7/32] }
slipway:domain:
  zone: example.com
  proxied: false
  acme: { email: a@b.c, directory: "${directory}" }
  routes: [{ host: app.example.com, service: web, port: 3000 }]`);
const rehearsal = { SLIPWAY_REHEARSAL_AUTHORITY: "/tmp/authority.crt" };

describe("a real authority in a rehearsal", () => {
    for (const directory of ["production", "staging"]) {
        it(`is refused: ${directory}`, () => {
            expect(() => refuseRealAuthority(configWith(directory), rehearsal)).to.throw(
                /:7 slipway:domain\.acme\.directory: found https:\/\/acme\S+ in a rehearsal, expected the rehearsal's own/,
            );
            refuseRealAuthority(configWith(directory), {});
        });
    }

    it("is not the rehearsal's own", () => {
        refuseRealAuthority(configWith("https://198.18.15.82/dir"), rehearsal);
    });
});

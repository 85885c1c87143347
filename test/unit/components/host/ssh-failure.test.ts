import { expect } from "chai";
import { sshFailure } from "../../../../components/host/ssh-failure";

describe("why there is no connection to a server", () => {
    const banner = "@@@@@\n@ WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED! @\n@@@@@\nHost key verification failed.";
    for (const said of [
        banner,
        "Host key verification failed.",
        "no matching host key type found. Their offer: ssh-rsa",
    ]) {
        it(`is an alarm where another one answers: ${said.split("\n").at(-1)}`, () => {
            expect(sshFailure("203.0.113.9", said)).to.equal(
                "WHAT ANSWERS AT 203.0.113.9 IS NOT THE SERVER: its SSH host key is not the one that Slipway made. Nothing was sent to it; somebody may be in between, or the droplet was made anew by hand: find out which, before anything else",
            );
        });
    }

    it("is what ssh says of anything else", () => {
        expect(sshFailure("203.0.113.9", "Connection timed out")).to.equal(
            "server 203.0.113.9 cannot be reached by SSH: Connection timed out",
        );
    });
});

import { expect } from "chai";
import { CliError } from "../../../../cli/cli-error";
import { pickServer } from "../../../../cli/servers/pick-server";

const servers = [
    { index: 0, name: "shop-production-0" },
    { index: 1, name: "shop-production-1" },
    { index: 10, name: "shop-production-10" },
];

describe("a server that somebody calls", () => {
    const cases: readonly (readonly [string | undefined, number])[] = [
        [undefined, 0],
        ["1", 1],
        ["10", 10],
        ["server-1", 1],
        ["shop-production-10", 10],
    ];
    for (const [called, index] of cases) {
        it(`is number ${index} by ${called ?? "nothing"}`, () => {
            expect(pickServer(servers, called).index).to.equal(index);
        });
    }

    for (const called of ["2", "01", "", "shop-production"]) {
        it(`is told that there is none by "${called}", with those that there are`, () => {
            expect(() => pickServer(servers, called)).to.throw(
                CliError,
                `there is no server ${called}; the stack has 0 (shop-production-0), 1 (shop-production-1), 10 (shop-production-10)`,
            );
        });
    }
});

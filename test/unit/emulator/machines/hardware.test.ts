import { expect } from "chai";
import { renderInterfaces, withAddress, withDisk } from "../../../../emulator/machines/hardware.render";

const inside = { address: "10.100.0.2", network: "10.100.0.0/20" };

describe("what surrounds an emulated droplet", () => {
    it("are a public interface with a gateway, and a private one without", () => {
        const outside = { address: "198.18.1.4", network: "198.18.0.0/20" };
        expect(renderInterfaces({ public: outside, private: inside })).to.equal(
            "eth0 198.18.1.4 198.18.0.1\neth1 10.100.0.2 -\n",
        );
    });

    it("is a private interface alone", () => {
        expect(renderInterfaces({ public: null, private: inside })).to.equal("eth1 10.100.0.2 -\n");
    });

    it("are reserved addresses, each once", () => {
        const one = withAddress("", "198.18.0.50", true);
        const two = withAddress(one, "198.18.0.5", true);
        expect(two).to.equal("198.18.0.50\n198.18.0.5\n");
        expect(withAddress(two, "198.18.0.5", true)).to.equal(two);
        expect(withAddress(two, "198.18.0.5", false)).to.equal(one);
        expect(withAddress(one, "198.18.0.5", false)).to.equal(one);
    });

    it("are disks, each as its latest device", () => {
        const two = withDisk(withDisk("", "data", "3"), "data-1", "4");
        expect(two).to.equal("data 3\ndata-1 4\n");
        expect(withDisk(two, "data", "5")).to.equal("data-1 4\ndata 5\n");
        expect(withDisk(two, "data", null)).to.equal("data-1 4\n");
    });
});

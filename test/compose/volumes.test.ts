import { expect } from "chai";
import { testAttribute } from "./support/attribute";
import { load, withService } from "./support/load";

const mount = (type: string, source: string | undefined, target: string, readOnly = false) => {
    return { type, ...(source && { source }), target, readOnly };
};

testAttribute("volumes", {
    rest: "volumes: { data: , other: { name: kept, labels: [a=b] } }",
    of: (service) => service.mounts,
    good: [
        ["volumes: [data:/data]", [mount("volume", "data", "/data")]],
        ["volumes: [data:/data:ro]", [mount("volume", "data", "/data", true)]],
        ["volumes: ['./conf:/conf:ro,cached']", [mount("bind", "/app/conf", "/conf", true)]],
        ["volumes: [../conf:/conf]", [mount("bind", "/conf", "/conf")]],
        ["volumes: [/etc/a:/a:rw]", [mount("bind", "/etc/a", "/a")]],
        ["volumes: [.:/a:z]", [mount("bind", "/app", "/a")]],
        ["volumes: [/anonymous]", [mount("volume", undefined, "/anonymous")]],
        [
            "volumes: [{ type: volume, source: data, target: /d, read_only: true }]",
            [mount("volume", "data", "/d", true)],
        ],
        ["volumes: [{ type: volume, target: /d }]", [mount("volume", undefined, "/d")]],
        [
            "volumes: [{ type: bind, source: ./a, target: /a, bind: { create_host_path: true } }]",
            [mount("bind", "/app/a", "/a")],
        ],
        [
            "volumes: [{ type: tmpfs, target: /t, tmpfs: { size: 1m } }]",
            [{ type: "tmpfs", target: "/t", readOnly: false, size: 1048576 }],
        ],
    ],
    bad: [
        [
            "volumes: [nope:/x]",
            "4:15 services.app.volumes[0]: volume nope is not defined; add nope to volumes at the top level",
        ],
        [
            "volumes: [./a:b]",
            "4:15 services.app.volumes[0]: is mounted at b, which is not absolute; begin the target with /",
        ],
        [
            "volumes: [data:/x:nocopy]",
            "4:15 services.app.volumes[0]: option nocopy of a mount is not supported; leave it out, or use ro",
        ],
        [
            "volumes: [a/b:/x]",
            "4:15 services.app.volumes[0]: source a/b is not the name of a volume; begin a path on the host with ./ or /",
            "4:15 services.app.volumes[0]: volume a/b is not defined; add a/b to volumes at the top level",
        ],
        [
            "volumes: [~/a:/x]",
            "4:15 services.app.volumes[0]: source ~/a does not mean the same path on every server; write a path of Linux that begins with / or ./",
        ],
        [
            "volumes: ['C:\\a:/x']",
            '4:15 services.app.volumes[0]: "C:\\\\a:/x" is not a mount; write SOURCE:TARGET or SOURCE:TARGET:ro with paths of Linux',
        ],
        [
            "volumes: [{ type: bind, target: /x }]",
            "4:15 services.app.volumes[0]: has no source; name the path on the host",
        ],
        [
            "volumes: [{ type: npipe, target: /x }]",
            '4:17 services.app.volumes[0].type: is "npipe"; write volume or bind or tmpfs',
        ],
        ["volumes: [{ target: /x }]", "4:15 services.app.volumes[0]: has no type; add type"],
        [
            "volumes: [{ type: volume, source: data, target: /x, volume: { nocopy: true } }]",
            "4:67 services.app.volumes[0].volume.nocopy: is not supported: Slipway does not know it yet; delete it",
        ],
        [
            "volumes: [/a:/x, /b:/x]",
            "4:22 services.app.volumes[1]: something else is mounted at /x already; choose another target",
        ],
        ["volumes: data:/x", '4:5 services.app.volumes: is "data:/x"; write a list'],
    ],
});

describe("compose: external volumes", () => {
    it("have their key for a name, unless they say another", () => {
        const { volumes } = load(
            withService(
                "volumes: [a:/a, b:/b]",
                "volumes: { a: { external: true }, b: { external: true, name: other } }",
            ),
        );
        expect(Object.values(volumes).map(({ name }) => name)).to.deep.equal(["a", "other"]);
    });
});

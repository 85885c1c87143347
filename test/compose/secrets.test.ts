import { expect } from "chai";
import { configFiles, secretFiles } from "../../components/compose/files";
import { testAttribute } from "./support/attribute";
import { load, problemsOf, withService } from "./support/load";

testAttribute("secrets and configs", {
    around: { secrets: ["KEY"] },
    rest: "secrets: { key: { environment: KEY }, KEY: { environment: KEY } }\nconfigs: { conf: { content: a } }",
    of: ({ secrets, configs }) => [...secrets, ...configs],
    good: [
        ["secrets: [key]", [{ source: "key", target: "key" }]],
        [
            'secrets: [{ source: key, target: /run/k, uid: "1000", gid: 1000, mode: 0440 }]',
            [{ source: "key", target: "/run/k", uid: "1000", gid: "1000", mode: 0o440 }],
        ],
        ['secrets: [{ source: key, mode: "0o400" }]', [{ source: "key", target: "key", mode: 0o400 }]],
        ["configs: [{ source: conf, target: /etc/conf }]", [{ source: "conf", target: "/etc/conf" }]],
        ["secrets: [KEY]\nenvironment: { KEY: }", [{ source: "KEY", target: "KEY" }]],
    ],
    bad: [
        [
            "secrets: [nope]",
            "4:15 services.app.secrets[0]: secret nope is not defined; add nope to secrets at the top level",
        ],
        [
            "configs: [nope]",
            "4:15 services.app.configs[0]: config nope is not defined; add nope to configs at the top level",
        ],
        ["secrets: [{ target: x }]", "4:15 services.app.secrets[0]: has no source; add source"],
        [
            "secrets: [{ source: key, mode: 440 }]",
            "4:30 services.app.secrets[0].mode: is 440; write it in octal with a leading zero, such as 0440",
        ],
        [
            "secrets: [{ source: key, target: URL }]\nenvironment: { URL: x$KEY }",
            "4:15 services.app.secrets[0]: takes the place of the secret environment variable URL; rename the secret or the variable",
        ],
    ],
});

describe("compose: top-level secrets and configs", () => {
    const around = { plain: { HOST: "h" }, secrets: ["KEY"], files: { "/app/k.txt": "k" } };

    it("come from a file, a variable or a text", () => {
        const model = load(
            "services: { a: { image: x } }\nsecrets: { a: { file: ./k.txt }, b: { environment: KEY }, c: { content: 'x${KEY}y' } }\nconfigs: { d: { content: 'on $HOST' }, e: { environment: HOST } }",
            around,
        );
        expect(model.secrets).to.deep.equal({
            a: { file: "/app/k.txt" },
            b: { content: [{ secret: "KEY" }] },
            c: { content: ["x", { secret: "KEY" }, "y"] },
        });
        expect(model.configs).to.deep.equal({ d: { content: ["on h"] }, e: { content: ["h"] } });
    });
    it("refuses what has no content, or two", () => {
        const text =
            "services: { a: { image: x } }\nsecrets: { a: , b: { file: nope }, c: { environment: NOPE }, d: { file: k.txt, content: x }, e: { external: true } }";
        expect(problemsOf(text, around)).to.deep.equal([
            "compose.yaml:2:12 secrets.a: has no content; write one of file, environment and content",
            "compose.yaml:2:22 secrets.b.file: file nope does not exist; make /app/nope",
            "compose.yaml:2:41 secrets.c.environment: variable NOPE is not set; set slipway:env.NOPE (or slipway:secrets.NOPE for a secret), or write ${NOPE:-default}",
            "compose.yaml:2:62 secrets.d: has file and content; write one of file, environment and content",
            "compose.yaml:2:94 secrets.e: has no content; write one of file, environment and content",
            "compose.yaml:2:99 secrets.e.external: is not supported: secrets and configs made elsewhere cannot be used yet; delete it",
        ]);
    });
});

describe("compose: a config whose content mentions a secret", () => {
    const model = load(
        withService(
            "configs: [{ source: conf, target: /etc/app.conf, mode: 0400 }, open, bare]\nsecrets: [conf]",
            "configs: { conf: { content: 'key=${KEY}' }, bare: { environment: KEY }, open: { content: a } }\nsecrets: { conf: { content: x } }",
        ),
        { secrets: ["KEY"] },
    );
    const { app } = model.services;

    it("is a Swarm secret at the same place, because everybody on the engine reads configs", () => {
        expect(app && secretFiles(app, model)).to.deep.equal([
            { key: "conf", content: ["x"], target: "/run/secrets/conf", mode: 0o444 },
            { key: "config.conf", content: ["key=", { secret: "KEY" }], target: "/etc/app.conf", mode: 0o400 },
            { key: "config.bare", content: [{ secret: "KEY" }], target: "/bare", mode: 0o444 },
        ]);
        expect(app && configFiles(app, model).map(({ key }) => key)).to.deep.equal(["open"]);
    });
});

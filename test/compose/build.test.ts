import { testAttribute } from "./support/attribute";

const build = { context: "/app", dockerfile: "Dockerfile", args: {} };

testAttribute("build", {
    around: {
        plain: { VERSION: "1" },
        secrets: ["KEY"],
        files: { "/app/api/Dockerfile": "", "/app/api/prod.Dockerfile": "" },
    },
    of: (service) => service.build,
    good: [
        ["build: .", build],
        ["build: ./api", { ...build, context: "/app/api" }],
        ["build: {}", build],
        [
            "build: { context: api, dockerfile: prod.Dockerfile, target: run, args: { A: 1, VERSION: } }",
            { context: "/app/api", dockerfile: "prod.Dockerfile", target: "run", args: { A: "1", VERSION: "1" } },
        ],
        ["build: { args: [A=b=c, VERSION] }", { ...build, args: { A: "b=c", VERSION: "1" } }],
        ["build: { pull: false }", build],
    ],
    bad: [
        ["build: { contxt: . }", "4:14 services.app.build.contxt: is not supported yet; did you mean context?"],
        ["build: nope", "4:5 services.app.build: file nope/Dockerfile does not exist; correct context or dockerfile"],
        [
            "build: https://example.com/a.git",
            "4:5 services.app.build: context https://example.com/a.git is not a folder; check it out beside the compose file and name the folder",
        ],
        [
            "build: { args: [KEY] }",
            "4:14 services.app.build.args: argument KEY is a secret, which would stay readable in the image; give it to the running service in environment",
        ],
        [
            "build: { args: { A: $KEY } }",
            "4:22 services.app.build.args.A: holds the secret KEY, which would be readable there; a secret may stand in a service's environment, or in the content of a top-level secret or config",
        ],
        [
            "build: { dockerfile_inline: x }",
            "4:14 services.app.build.dockerfile_inline: is not supported: Slipway does not know it yet; write it to a file and name that under dockerfile",
        ],
    ],
});

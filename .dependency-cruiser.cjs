/** Which part may import which: index.ts → stacks → components; what decides is pure, what does is thin. */
module.exports = {
    forbidden: [
        {
            name: "no-cycles",
            comment: "two files that need each other are one idea, or hide a third",
            severity: "error",
            from: {},
            to: { circular: true },
        },
        {
            name: "components-know-nothing-above",
            comment: "a component serves any stack: pass what it needs as an argument",
            severity: "error",
            from: { path: "^components/" },
            to: { path: "^(?:index\\.ts|stacks/|cli/|toolchain/|policies/)" },
        },
        {
            name: "stacks-know-nothing-above",
            comment: "the program also runs by plain pulumi, without the command",
            severity: "error",
            from: { path: "^stacks/" },
            to: { path: "^(?:index\\.ts|cli/)" },
        },
        {
            name: "toolchain-stands-alone",
            comment: "it has to run before anything else is there",
            severity: "error",
            from: { path: "^toolchain/" },
            to: { path: "^(?:index\\.ts|stacks/|components/|cli/)" },
        },
        {
            name: "emulator-stands-alone",
            comment: "it plays the clouds: what it knows of Slipway would be a cloud made to fit",
            severity: "error",
            from: { path: "^emulator/" },
            to: { path: "^(?:index\\.ts|stacks/|components/|cli/)" },
        },
        {
            name: "deciding-is-pure",
            comment:
                "what plans, renders or reads a file returns data, and imports no Pulumi, not even by way of another file",
            severity: "error",
            from: {
                path: "(?:\\.plan|\\.render)\\.ts$|^components/compose/|^components/judge/|^stacks/config(?:/|\\.ts$)",
            },
            to: { path: "node_modules/@pulumi/", reachable: true },
        },
        {
            name: "product-without-tests",
            comment: "what users run imports nothing from tests and documentation",
            severity: "error",
            from: { path: "^(?:index\\.ts|stacks|components|cli|toolchain|emulator)" },
            to: { path: "^(?:test|docs)/" },
        },
        {
            name: "resolvable",
            comment: "the import leads nowhere",
            severity: "error",
            from: {},
            to: { couldNotResolve: true },
        },
    ],
    options: {
        doNotFollow: { path: "node_modules" },
        exclude: { path: "^examples/" },
        tsConfig: { fileName: "tsconfig.json" },
        tsPreCompilationDeps: true,
        enhancedResolveOptions: {
            exportsFields: ["exports"],
            conditionNames: ["import", "require", "node", "default", "types"],
        },
    },
};

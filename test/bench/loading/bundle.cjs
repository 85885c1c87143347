// Makes the program's own files one piece in memory before Node loads it; packages stay where they are.
const Module = require("node:module");
const { join } = require("node:path");
const { buildSync } = require("esbuild");

const { outputFiles } = buildSync({
    entryPoints: [join(process.cwd(), "index.ts")],
    bundle: true,
    packages: "external",
    platform: "node",
    format: "cjs",
    target: "node20",
    write: false,
});
Module._extensions[".ts"] = (module, file) => module._compile(outputFiles[0].text, file);

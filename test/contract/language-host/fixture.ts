import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** Records what it was started with, then does as it is told by the file `task`. */
const record = `
const fs = require("node:fs");
const { argv, execArgv, env } = process;
console.log("on stdout");
console.error("on stderr");
const task = fs.existsSync("task") ? fs.readFileSync("task", "utf8") : "exit 0";
if (task === "wait") {
    process.on("SIGINT", () => { fs.writeFileSync("interrupted", ""); process.exit(130); });
    setInterval(() => {}, 1000);
} else {
    process.exitCode = Number(task.split(" ")[1]);
}
fs.writeFileSync("started.json", JSON.stringify({ script: __filename, args: argv.slice(2), execArgv, env, cwd: process.cwd() }));
`;

const manifests: Readonly<Record<string, object>> = {
    "package.json": {
        name: "shop",
        dependencies: { "@acme/lib": "1", "@pulumi/docker": "5" },
        devDependencies: { mocha: "12" },
    },
    "node_modules/@pulumi/pulumi/package.json": { name: "@pulumi/pulumi", version: "3.259.0" },
    "node_modules/@pulumi/docker/package.json": {
        name: "@pulumi/docker",
        version: "5.2.0",
        pulumi: { resource: true, name: "docker", version: "5.2.0" },
    },
    "node_modules/@acme/pulumi-cloud/package.json": {
        name: "@acme/pulumi-cloud",
        version: "v1.0.0",
        pulumi: { resource: true, name: "acmecloud" },
    },
    "node_modules/@acme/lib/package.json": { name: "@acme/lib", version: "1.2.3" },
    "node_modules/mocha/package.json": { name: "mocha", version: "12.0.3" },
};

/** Makes the folder of a program, with an npm package @pulumi/pulumi whose programs record how they are started. */
export function makeProgram(): string {
    const folder = mkdtempSync(join(tmpdir(), "slipway-host-"));
    for (const [name, manifest] of Object.entries(manifests)) write(folder, name, JSON.stringify(manifest));
    for (const name of ["run", "run-plugin", "run-policy-pack"]) {
        write(folder, `node_modules/@pulumi/pulumi/cmd/${name}/index.js`, record);
    }
    write(folder, "index.ts", "");
    return folder;
}

function write(folder: string, name: string, text: string): void {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
}

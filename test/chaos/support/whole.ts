import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import type { ExportedStack } from "../../../cli/recover/deployment";
import { onEngine } from "../../../cli/recover/left-overs.plan";
import { stack } from "../../e2e/support/echo";
import type { ChaosApp } from "./chaos-app";

const kinds = ["service", "secret", "config", "network"];

/** Parts the answers of several commands. */
const mark = "=====";

/**
 * Holds a stack against what it was told to be: the wanted version answers alone, Pulumi has nothing to do, the engine has
 * exactly what the state has, and nothing of the interruption is left in the folder.
 */
export async function expectWhole({ app, proxy, prefix, greeting, url, generations }: ChaosApp): Promise<void> {
    const { project } = app;
    const answers = await Promise.all(Array.from({ length: 20 }, async () => await (await fetch(url)).text()));
    expect([...new Set(answers)]).to.deep.equal([greeting]);

    // One shell for all of it: each one sets up its environment first.
    const parts = [
        `pulumi preview --stack ${stack} --expect-no-changes`,
        `echo ${mark}; pulumi stack export --stack ${stack}`,
        `echo ${mark}; ${listing(proxy.socket)}`,
    ];
    const [, state = "", listed = ""] = (await project.must(parts.join(" && "))).split(mark);
    const { deployment } = JSON.parse(state) as ExportedStack;
    expect(deployment.pending_operations ?? []).to.deep.equal([]);
    const known = (deployment.resources ?? []).flatMap(onEngine).map(({ kind, name }) => `${kind} ${name}`);
    const ours = ownLines(listed, prefix);
    expect(ours.sort()).to.deep.equal(known.sort());
    expect(ours.filter((line) => line.startsWith(`service ${prefix}_echo-`))).to.have.length(generations);

    const inside = (folder: string) => join(project.folder, ".slipway", folder);
    expect(existsSync(inside("interrupted")) ? readdirSync(inside("interrupted")) : []).to.deep.equal([]);
    const files = readdirSync(inside("host"), { recursive: true, withFileTypes: true });
    const names = files.filter((file) => file.isFile()).map(({ name }) => name);
    expect(names.filter((name) => !/\.ya?ml$/.test(name))).to.deep.equal([]);
}

/** Holds the engine against a stack that was destroyed. */
export async function expectNothing({ app, proxy, prefix }: ChaosApp): Promise<void> {
    expect(ownLines(await app.project.must(listing(proxy.socket)), prefix)).to.deep.equal([]);
}

/** A command that prints kind and name of all that an engine has. */
function listing(socket: string): string {
    return `for kind in ${kinds.join(" ")}; do docker --host unix://${socket} $kind ls --format "$kind {{.Name}}"; done`;
}

function ownLines(listed: string, prefix: string): string[] {
    return listed.split("\n").filter((line) => new RegExp(`^\\w+ ${prefix}[_.-]`).test(line));
}

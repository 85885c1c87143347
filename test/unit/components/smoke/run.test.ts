import { expect } from "chai";
import { stringify } from "yaml";
import type { SmokeRun } from "../../../../components/smoke/plan";
import type { SmokeResult } from "../../../../components/smoke/results";
import { runSmoke } from "../../../../components/smoke/run";
import { readSmoke } from "../../../../stacks/config/smoke/read-smoke";
import { TemporaryFolder } from "../../support/temporary-folder";
import { TestApp } from "./app";

describe("the smoke flows", () => {
    const app = new TestApp();
    const lines: string[] = [];
    let interrupt: AbortController;

    beforeEach(async () => {
        await app.start();
        app.got.length = 0;
        lines.length = 0;
        interrupt = new AbortController();
    });
    afterEach(async () => await app.stop());

    function runOf(flows: readonly object[], changes: Partial<SmokeRun> = {}): SmokeRun {
        const values = { ADMIN_EMAIL: "admin@example.com", ADMIN_PASSWORD: 'p"ss w/rd' };
        return {
            address: "127.0.0.1",
            port: app.port,
            routes: [{ path: "/route", service: "web" }],
            flows: readSmoke(stringify({ flows }), "smoke.yaml", {
                hosts: ["app.example.com"],
                plain: ["ADMIN_EMAIL"],
                secrets: ["ADMIN_PASSWORD"],
                digest: () => "",
                locate: (path) => path,
            }),
            variables: Object.keys(values),
            secrets: ["ADMIN_PASSWORD"],
            values,
            ...changes,
        };
    }

    async function run(flow: object, changes?: Partial<SmokeRun>): Promise<SmokeResult> {
        const report = (line: string) => lines.push(line.replace(/\d+ ms/g, "N ms"));
        return await runSmoke(runOf([{ name: "one", ...flow }], changes), {
            report,
            unique: "u1",
            signal: interrupt.signal,
        });
    }

    const steps = (...list: object[]) => ({ steps: list });

    it("send what stands there, with the variables put in, and tell each step as it ends", async () => {
        app.replies(({ url }) =>
            url === "/login"
                ? { json: { access_token: "t0ken", user: { id: 7 } }, headers: { location: "/next?a" } }
                : { status: 201, json: { name: "سارة", owner: 7 } },
        );
        const result = await run(
            steps(
                {
                    name: "log in",
                    request: "POST /login",
                    form: { username: "${ADMIN_EMAIL}", password: "${ADMIN_PASSWORD}", name: "سارة" },
                    capture: { token: "$.access_token", id: "$.user.id", next: "header.Location" },
                },
                {
                    request: "POST /leads/${id}?q=${next}&name=سارة",
                    headers: { authorization: "bearer ${token}", "x-name": "سارة" },
                    json: { name: "سارة ${unique}", owner: "${id}", text: "no ${id}", list: [1, "${token}"] },
                    expect: { status: 201, json: { "$.name": "سارة", "$.owner": "${id}" } },
                },
                {
                    request: "PUT /text",
                    headers: { "Content-Type": "text/csv" },
                    body: "a,${unique},$${id}",
                    host: "app.example.com",
                },
            ),
        );
        const sara = encodeURIComponent("سارة");
        expect(app.requests).to.deep.equal(["POST /login", `POST /leads/7?q=%2Fnext%3Fa&name=${sara}`, "PUT /text"]);
        expect(app.got.map(({ body }) => body)).to.deep.equal([
            `username=admin%40example.com&password=p%22ss+w%2Frd&name=${sara}`,
            '{"name":"سارة u1","owner":7,"text":"no 7","list":[1,"t0ken"]}',
            "a,u1,${id}",
        ]);
        const headers = app.got.map((got) => got.headers);
        expect(headers.map((each) => each["content-type"])).to.deep.equal([
            "application/x-www-form-urlencoded;charset=UTF-8",
            "application/json",
            "text/csv",
        ]);
        expect(headers.map(({ host }) => host)).to.deep.equal(Array(3).fill("app.example.com"));
        expect(headers[1]?.authorization).to.equal("bearer t0ken");
        expect(Buffer.from(String(headers[1]?.["x-name"]), "latin1").toString()).to.equal("سارة");

        expect(lines).to.deep.equal([
            "smoke: one",
            "smoke: ✓ log in (POST /login → 200, N ms)",
            "smoke: ✓ POST /leads/${id}?q=${next}&name=سارة (201, N ms)",
            "smoke: ✓ PUT /text (201, N ms)",
        ]);
        expect(result.green).to.equal(true);
        expect(result.flows[0]?.steps[0]).to.deep.include({
            name: "log in",
            request: "POST /login",
            green: true,
            status: 200,
            faults: [],
        });
    });

    it("upload files, whose names and texts may be of any script", async () => {
        const folder = new TemporaryFolder();
        const path = folder.write("offer.bin", "\u0000binary");
        await run(
            steps({
                request: "POST /files",
                files: { file: { name: "عرض ${unique}.txt", content: "مرحبا" }, other: { path } },
                fields: { title: "سارة" },
            }),
        );
        folder.remove();
        const [got] = app.got;
        const boundary = /^multipart\/form-data; boundary=(.+)$/.exec(got?.headers["content-type"] ?? "")?.[1];
        const parts = got?.body.split(`--${boundary}`).map((part) => part.trim().split("\r\n"));
        expect(parts).to.deep.equal([
            [""],
            ['Content-Disposition: form-data; name="title"', "", "سارة"],
            [
                'Content-Disposition: form-data; name="file"; filename="عرض u1.txt"',
                "Content-Type: text/plain",
                "",
                "مرحبا",
            ],
            [
                'Content-Disposition: form-data; name="other"; filename="offer.bin"',
                "Content-Type: application/octet-stream",
                "",
                "\u0000binary",
            ],
            ["--"],
        ]);
    });

    it("end at a red step, say what was expected and found, and go on with the next flow", async () => {
        app.replies(() => ({ status: 500, headers: { "x-a": "b" }, json: { name: "x", list: [1, 2], big: "y" } }));
        const red = {
            name: "one",
            ...steps({
                name: "ask",
                request: "GET /a",
                expect: {
                    status: [200, 204],
                    headers: { "x-a": "a", "x-c": "d" },
                    json: {
                        "$.name": "سارة",
                        "$.none": 1,
                        "$.list": [1, 2],
                        "$.list[*]": [1, 2],
                        "$.list[0]": { exists: false },
                        "$.more": { exists: true },
                        "$.big": { matches: "^z" },
                    },
                    text: ["welcome", "name"],
                },
            }),
        };
        red.steps.push({ request: "GET /never" });
        const options = { report: (line: string) => lines.push(line), unique: "", signal: interrupt.signal };
        const result = await runSmoke(runOf([red, { name: "two", ...steps({ request: "GET /b" }) }]), options);
        expect(app.requests).to.deep.equal(["GET /a", "GET /b"]);
        expect(result.flows.map(({ green }) => green)).to.deep.equal([false, false]);
        expect(lines.at(-1)).to.equal("smoke: red: one, two");
        expect(result.flows[0]?.steps[0]?.faults).to.deep.equal([
            "expected status 200 or 204, found 500",
            'expected header x-a to be "a", found "b"',
            'expected header x-c to be "d", found nothing',
            'expected $.name to be "سارة", found "x"',
            "expected $.none to be 1, found nothing",
            "expected $.list[0] not to exist, found 1",
            "expected $.more to exist, found nothing",
            'expected $.big to match ^z, found "y"',
            'expected the body to contain "welcome"',
        ]);
        expect(lines.slice(2, 4)).to.deep.equal([
            "smoke:     expected status 200 or 204, found 500",
            'smoke:     expected header x-a to be "a", found "b"',
        ]);
        expect(lines[11]).to.equal('smoke:     the answer: {"name":"x","list":[1,2],"big":"y"}');
    });

    for (const [what, reply, fault] of [
        ["a body that is no JSON", { body: "<h1>" }, "expected a body of JSON, found none"],
        ["nothing to capture", { json: { id: 1 } }, "expected $.token to exist, to be kept as token, found nothing"],
    ] as const) {
        it(`are red at ${what}`, async () => {
            app.replies(() => reply);
            const expectation =
                "body" in reply ? { expect: { json: { "$.a": 1 } } } : { capture: { token: "$.token" } };
            const { flows } = await run(steps({ request: "GET /", ...expectation }));
            expect(flows[0]?.steps[0]?.faults).to.deep.equal([fault]);
        });
    }

    it("clean up in any case, as far as there is something to clean up", async () => {
        app.replies(({ method, url }) =>
            method === "POST" ? { status: 500, json: { id: 7 } } : { status: url === "/a/7" ? 404 : 204 },
        );
        const { green } = await run({
            steps: [
                { request: "POST /a", capture: { a: "$.id" } },
                { request: "POST /b", capture: { b: "$.id" } },
            ],
            cleanup: [{ request: "DELETE /b/${b}" }, { request: "DELETE /a/${a}" }, { request: "DELETE /c" }],
        });
        expect(app.requests).to.deep.equal(["POST /a", "DELETE /a/7", "DELETE /c"]);
        expect(green).to.equal(false);
        expect(lines.slice(1)).to.deep.equal([
            "smoke: ✗ POST /a (500, N ms)",
            "smoke:     expected status 2xx, found 500",
            'smoke:     the answer: {"id":7}',
            "smoke: ✗ DELETE /a/${a} (404, N ms)",
            "smoke:     expected status 2xx, found 404",
            "smoke: ✓ DELETE /c (204, N ms)",
            "smoke: red: one",
        ]);
    });

    it("are red when nothing but the cleanup is", async () => {
        app.replies(({ method }) => ({ status: method === "DELETE" ? 500 : 200 }));
        const { green } = await run({ ...steps({ request: "GET /" }), cleanup: [{ request: "DELETE /" }] });
        expect(green).to.equal(false);
    });

    it("ask again until the expectation holds", async () => {
        app.replies(() => ({ json: { status: app.got.length < 3 ? "new" : "checked" } }));
        const waiting = { request: "GET /", within: "20s", expect: { json: { "$.status": "checked" } } };
        expect((await run(steps(waiting))).green).to.equal(true);
        expect(app.got).to.have.lengthOf(3);
    });

    it("ask again until the time is up, and no longer", async () => {
        app.replies(() => ({ status: 404 }));
        const { flows } = await run(steps({ request: "GET /", within: "400ms" }));
        expect(flows[0]?.steps[0]?.faults).to.deep.equal(["expected status 2xx, found 404", "asked again for 0.4s"]);
        expect(app.got.length).to.be.greaterThan(1);
    });

    it("wait no longer for an answer than they are told", async () => {
        app.replies(() => undefined);
        const { flows } = await run(steps({ request: "GET /", timeout: "200ms" }));
        expect(flows[0]?.steps[0]?.faults).to.deep.equal(["no answer within 0.2s"]);
        expect(lines[1]).to.equal("smoke: ✗ GET / (no answer, N ms)");
    });

    it("show no secret: none of the stack, none that was captured, none in the answer", async () => {
        app.replies(({ url }) =>
            url === "/login"
                ? { json: { value: "t0ken-1" } }
                : {
                      status: 500,
                      json: {
                          said: 'bearer t0ken-1, p"ss w/rd, p%22ss%20w%2Frd',
                          pad: "é".repeat(500),
                          refresh_token: "t0ken-2",
                      },
                  },
        );
        await run(
            steps(
                { request: "POST /login", capture: { access_token: "$.value" } },
                {
                    request: "GET /?p=${ADMIN_PASSWORD}",
                    expect: { json: { "$.said": "${ADMIN_PASSWORD}" }, text: "${access_token}x" },
                },
            ),
        );
        const said = lines.join("\n");
        for (const secret of ["t0ken", "ss w", "%22ss"]) expect(said).not.to.contain(secret);
        expect(said).to.contain('expected $.said to be "***", found "bearer ***, ***, ***"');
        expect(said).to.contain('expected the body to contain "***x"');
        const answer = lines.find((line) => line.includes("the answer:"))?.replace(/^.*the answer: /, "") ?? "";
        expect([...answer]).to.have.lengthOf(400);
        expect(answer).to.match(/^…é+","refresh_token":"\*\*\*"\}$/);
    });

    for (const [what, token] of [
        ["is longer than what is shown", `t0ken${"-t0ken".repeat(100)}`],
        ["crosses the end of what is shown", `t0ken${"-t0ken".repeat(10)}`],
    ] as const) {
        it(`show no part of a secret that ${what}`, async () => {
            const pad = token.length > 200 ? "" : "x".repeat(160);
            const answer = { pad, said: token, list: [token], new_token: "t0ken-1", user: { new_token: "t0ken-2" } };
            app.replies(() => ({ json: answer, headers: { "x-said": pad + token, "x-token": "t0ken-3" } }));
            await run(
                steps(
                    { request: "POST /login", capture: { access_token: "$.said" } },
                    {
                        request: "GET /",
                        expect: {
                            headers: { "x-said": "a", "x-token": "b" },
                            json: {
                                $: 1,
                                "$.list": { exists: false },
                                "$.said": { matches: "^a" },
                                "$.new_token": "c",
                                "$['user']": "d",
                                "$.user['new_token']": "e",
                                "$.pad": `${pad}\${access_token}`,
                            },
                        },
                        capture: { other_token: "$.said" },
                    },
                ),
            );
            const said = lines.join("\n");
            expect(said).to.contain(`expected $.user['new_token'] to be "e", found "***"`).and.not.contain("t0k");
        });
    }

    it("show no part of what the very same answer gives as a secret", async () => {
        app.replies(() => ({ status: 500, json: { said: "t0ken".repeat(100) } }));
        const expectation = { expect: { json: { "$.said": "a" } }, capture: { token: "$.said" } };
        await run(steps({ request: "GET /", ...expectation }));
        expect(lines.join("\n")).to.contain('expected $.said to be "a", found "***"').and.not.contain("t0k");
    });

    it("clean up after an interruption too", async () => {
        app.replies(({ method, url }) => {
            if (url === "/slow") interrupt.abort();
            return url === "/slow" ? undefined : { status: method === "POST" ? 201 : 200, json: { id: 7 } };
        });
        const { green, flows } = await run({
            steps: [
                { request: "POST /a", capture: { a: "$.id" } },
                { request: "GET /slow", within: "1m" },
            ],
            cleanup: [{ request: "DELETE /a/${a}" }],
        });
        expect(app.requests).to.deep.equal(["POST /a", "GET /slow", "DELETE /a/7"]);
        expect(green).to.equal(false);
        expect(flows[0]?.steps.map((step) => step.green)).to.deep.equal([true, false, true]);
        expect(lines).to.include("smoke:     interrupted");
        expect(lines.at(-1)).to.equal("smoke: interrupted");
    });

    it("tell of an app that is not there", async () => {
        await app.stop();
        const { flows } = await run(steps({ request: "GET /" }), { routes: [] });
        expect(flows[0]?.steps[0]?.faults).to.deep.equal(["nothing listens there"]);
    });

    it("wait for the routes first", async () => {
        const health = "/ready";
        app.replies(() => ({ status: app.got.length < 3 ? 503 : 200 }));
        const routes = [{ path: "/", service: "web", health }];
        expect((await run(steps({ request: "GET /" }), { routes })).green).to.equal(true);
        expect(app.requests).to.deep.equal(["GET /ready", "GET /ready", "GET /ready", "GET /"]);
        expect(lines[0]).to.equal("smoke: waiting for web to answer …");
    });
});

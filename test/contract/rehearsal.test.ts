import { execFile } from "node:child_process";
import { isIPv4 } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { promisify } from "node:util";
import { expect } from "chai";
import { type Rehearsal, type RehearsalOptions, startRehearsal } from "../../emulator/rehearsal/start-rehearsal";
import { provideImages } from "../../images/provide";
import { makeRequest } from "../unit/emulator/cloudflare/csr";
import { TemporaryFolder } from "../unit/support/temporary-folder";

const execute = promisify(execFile);

/** Any image that the engine has: what counts is that droplets get it. */
const image = "debian:bookworm-slim";

/** Served by the droplet: from where it was asked, and for whom. Only whoever shows the edge's certificate is heard. */
const origin = `
import http.server, ssl
class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        body = f"{self.client_address[0]} for {self.headers['cf-connecting-ip']}".encode()
        self.send_response(200)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain("/srv/origin.crt", "/srv/origin.key")
context.load_verify_locations("/srv/pull.crt")
context.verify_mode = ssl.CERT_REQUIRED
server = http.server.ThreadingHTTPServer(("0.0.0.0", 443), Handler)
server.socket = context.wrap_socket(server.socket, server_side=True)
server.serve_forever()
`;

describe("Rehearsal on the engine", function () {
    this.timeout(300_000);
    const folder = new TemporaryFolder();
    const options: RehearsalOptions = {
        name: "slipway-rehearsal-test",
        folder: folder.path,
        zones: [{ name: "example.com" }],
        images: [image],
        users: [{ name: "alice", password: "correct horse" }],
        // Apart from the usual one, so that a rehearsal that runs is no trouble.
        network: "198.18.32.0/20",
        report: () => {},
    };
    let rehearsal: Rehearsal | undefined;
    let droplet = 0;

    before(async function () {
        if (process.platform !== "linux" || process.getuid?.() !== 0) this.skip();
        await provideImages([image], () => {});
        rehearsal = await startRehearsal(options);
    });
    after(async () => {
        await rehearsal?.stop();
        folder.remove();
    });

    const running = (): Rehearsal => {
        if (rehearsal === undefined) throw new Error("the rehearsal was not started");
        return rehearsal;
    };

    async function call(cloud: "digitalocean" | "cloudflare", method: string, path: string, body?: object) {
        const { environment } = running();
        const [url, token] =
            cloud === "digitalocean"
                ? [environment.DIGITALOCEAN_API_URL, environment.DIGITALOCEAN_TOKEN]
                : [environment.CLOUDFLARE_BASE_URL, environment.CLOUDFLARE_API_TOKEN];
        const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
        const answer = await fetch(`${url}${path}`, { method, headers, ...(body && { body: JSON.stringify(body) }) });
        const text = await answer.text();
        expect(answer.status, text).to.be.lessThan(300);
        return text === "" ? {} : JSON.parse(text);
    }

    async function onDroplet(...words: readonly string[]): Promise<string> {
        const { stdout } = await execute("docker", ["exec", `${options.name}-droplet-${droplet}`, ...words]);
        return stdout.trim();
    }

    /** What a visitor gets who asks for the name as anybody would. */
    async function visit(...words: readonly string[]): Promise<string> {
        const curl = ["curl", "--silent", "--show-error", "--cacert", running().authorityFile, "--max-time", "10"];
        const [command = "", ...rest] = running().inside([...curl, ...words]);
        return (await execute(command, rest)).stdout;
    }

    async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
        const limit = Date.now() + 90_000;
        while (!(await holds().catch(() => false))) {
            if (Date.now() > limit) throw new Error(`waited in vain until ${what}`);
            await pause(300);
        }
    }

    it("boots a droplet whose names come from the rehearsal", async () => {
        const { csr, privateKey } = await makeRequest("ecc");
        const order = { csr, hostnames: ["*.example.com"], request_type: "origin-ecc", requested_validity: 7 };
        const { result } = await call("cloudflare", "POST", "/certificates", order);
        const files = {
            "/srv/origin.crt": result.certificate,
            "/srv/origin.key": privateKey,
            "/srv/pull.crt": running().cloudflare.state().authorities.originPull.certificate,
            "/srv/origin.py": origin,
        };
        const userData = {
            write_files: Object.entries(files).map(([path, content]) => ({ path, content })),
            runcmd: [["systemd-run", "--unit", "origin", "python3", "/srv/origin.py"]],
        };
        const wanted = { name: "web-0", region: "fra1", size: "s-1vcpu-1gb", image: "debian-12-x64" };
        const user_data = `#cloud-config\n${JSON.stringify(userData)}\n`;
        const made = await call("digitalocean", "POST", "/v2/droplets", { ...wanted, user_data });
        droplet = made.droplet.id;
        await until("the droplet is active", async () => {
            const { droplet: now } = await call("digitalocean", "GET", `/v2/droplets/${droplet}`);
            return now.status === "active";
        });
        await until("cloud-init is done", async () => (await onDroplet("cloud-init", "status")) === "status: done");
        const { addresses } = running();
        const hosts = await onDroplet("getent", "ahostsv4", "registry-1.docker.io");
        expect(hosts.split(/\s/)[0]).to.equal(addresses.hub);
    });

    const address = async () => {
        const { droplet: now } = await call("digitalocean", "GET", `/v2/droplets/${droplet}`);
        return now.networks.v4.find((one: { type: string }) => one.type === "public").ip_address as string;
    };

    it("leads visitors of the zone's name over the edge to the droplet, and nobody past it", async () => {
        const { result: zones } = await call("cloudflare", "GET", "/zones?name=example.com");
        const zone = zones[0].id;
        for (const [id, value] of Object.entries({ ssl: "strict", tls_client_auth: "on", always_use_https: "on" })) {
            await call("cloudflare", "PATCH", `/zones/${zone}/settings/${id}`, { value });
        }
        const record = { type: "A", name: "app", content: await address(), proxied: true };
        await call("cloudflare", "POST", `/zones/${zone}/dns_records`, record);
        const { edges } = running().addresses;
        await call("digitalocean", "POST", "/v2/firewalls", {
            name: "web",
            droplet_ids: [droplet],
            inbound_rules: [{ protocol: "tcp", ports: "443", sources: { addresses: [...edges] } }],
            outbound_rules: ["tcp", "udp"].map((protocol) => {
                return { protocol, ports: "all", destinations: { addresses: ["0.0.0.0/0"] } };
            }),
        });
        await until("the origin serves", async () => (await visit("--fail", "https://app.example.com/")) !== "");
        const heard = await visit("--location", "http://app.example.com/");
        const [from, visitor] = heard.split(" for ");
        expect(edges).to.include(from);
        // One of this machine's, whichever the kernel takes: not the edge's.
        expect([isIPv4(visitor ?? ""), edges.includes(visitor ?? "")]).to.deep.equal([true, false]);
        const past = ["--connect-timeout", "2", "--insecure", `https://${await address()}/`];
        const error: unknown = await visit(...past).catch((reason) => reason);
        expect(String(error)).to.match(/timed? ?out/i);
    });

    it("lets the droplet's engine pull from Docker Hub's stand-in, and use the private registry", async () => {
        await until("the engine answers", async () => (await onDroplet("docker", "version")) !== "");
        await onDroplet("docker", "pull", "--quiet", image);
        const copy = `${running().registry}/acme/copy:1`;
        await onDroplet("docker", "tag", image, copy);
        const refused: unknown = await onDroplet("docker", "push", "--quiet", copy).catch((reason) => reason);
        expect(String(refused)).to.match(/no basic auth|unauthorized|authentication required/);
        const login = `echo 'correct horse' | docker login --username alice --password-stdin ${running().registry}`;
        await onDroplet("sh", "-c", login);
        await onDroplet("docker", "push", "--quiet", copy);
    });

    it("lets the droplet reach its Let's Encrypt", async () => {
        const { acme } = running();
        expect(await onDroplet("curl", "--silent", "--insecure", acme.directory)).to.contain("newNonce");
    });

    it("goes on where it was kept, and leaves nothing when it ends", async () => {
        await running().stop({ keep: true });
        rehearsal = await startRehearsal(options);
        await until("the origin serves again", async () => (await visit("--fail", "https://app.example.com/")) !== "");
        const { bridge } = await bridgeOf();
        expect(bridge).to.not.equal("");
        await running().stop();
        rehearsal = undefined;
        const { stdout } = await execute("docker", ["ps", "--all", "--quiet", "--filter", `name=${options.name}`]);
        expect([stdout, (await bridgeOf()).bridge]).to.deep.equal(["", ""]);
    });

    async function bridgeOf(): Promise<{ readonly bridge: string }> {
        const filter = ["--filter", `name=${options.name}`, "--format", "{{.Name}}"];
        return { bridge: (await execute("docker", ["network", "ls", ...filter])).stdout };
    }
});

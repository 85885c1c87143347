"""Certificates for the edges of a stack, by ACME: certbot obtains and renews them, and the edges fetch them here.

acme.py serve    answers the authority's challenges, hands the certificates to the edges, and renews them
acme.py obtain   has what is missing obtained at once; prints what stands in the way, and ends with status 1 then
acme.py healthy  ends with status 0 when the one that serves does
"""

import glob
import hashlib
import http.client
import json
import os
import re
import signal
import ssl
import subprocess
import sys
import threading
import time
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

SETTINGS = "/slipway/acme.json"
OWN_CERTIFICATE = "/run/secrets/acme-certificate"
OWN_KEY = "/run/secrets/acme-key"
DNS_CREDENTIALS = "/run/secrets/acme-dns"
STORE = "/etc/letsencrypt"
# The authorities that somebody has added to the server's own (Debian's place for them).
MORE_AUTHORITIES = "/authorities/*.crt"
BUNDLE = "/tmp/authorities.pem"
WEBROOT = "/tmp/webroot"
LOG = "/tmp/certbot/logs/letsencrypt.log"
CHALLENGE_PATH = "/.well-known/acme-challenge/"
CHALLENGE_PORT = 8080
EDGE_PORT = 8443
ADMIN_PORT = 8082

# Seconds. Whoever deploys has things obtained at once: the first look on its own comes when that is over.
FIRST_LOOK = 15 * 60
LOOK = 6 * 60 * 60
# Let's Encrypt refuses more than five failures of a name in an hour.
LOOK_AFTER_FAILURE = 60 * 60
CERTBOT_LIMIT = 180
REACHED_LIMIT = 30
FETCHED_LIMIT = 15
# An edge that has not asked for so long is gone.
EDGE_IS_GONE = 10

# What is often over a moment later, by the types of RFC 8555.
PASSING = {"connection", "dns", "serverInternal"}
PAUSE = 15

# Beside the authority's types.
OWN_KINDS = {"cloudflare", "unreachable", ""}

MENDS = {
    "caa": "a CAA record of the name, or of one above it, lets in other authorities alone: add this one to it, or remove it",
    "connection": "see that the name leads to the servers alone (no AAAA record, no other A record)",
    "dns": "see that the zone is delegated to Cloudflare and that its records, and DNSSEC, are in order",
    "invalidContact": "correct slipway:domain.acme.email",
    "rateLimited": "wait until then, or try with slipway:domain.acme.directory: staging, which allows more",
    "rejectedIdentifier": "the authority does not sign for this name: choose another host or another directory",
    "unauthorized": "see that the name leads to the servers alone (no AAAA record, no other A record)",
    "unsupportedContact": "correct slipway:domain.acme.email",
    "cloudflare": "give slipway:domain.acme.dnsToken the permissions Zone:Read and DNS:Edit for the zone",
    "unreachable": "see that the servers reach api.cloudflare.com, then repeat",
    "": "see that the servers reach the directory, then repeat",
}


def main():
    verb = sys.argv[1] if len(sys.argv) > 1 else ""
    if verb == "serve":
        Keeper(json.load(open(SETTINGS, encoding="utf-8"))).serve()
    elif verb == "healthy":
        sys.exit(0 if ask_keeper("GET", "/healthy", 3)[0] == 200 else 1)
    elif verb == "obtain":
        problems = obtain()
        for problem in problems:
            print(problem, file=sys.stderr)
        sys.exit(1 if problems else 0)
    else:
        sys.exit(__doc__)


def obtain():
    """Lines about what stands in the way."""
    try:
        status, body = ask_keeper("POST", "/obtain", None)
    except (OSError, http.client.HTTPException) as error:
        return [f"the service with the certificates ended meanwhile ({error}): see its log, and repeat"]
    return json.loads(body) if status == 200 else [body]


def ask_keeper(method, path, limit):
    connection = http.client.HTTPConnection("127.0.0.1", ADMIN_PORT, timeout=limit)
    connection.request(method, path)
    response = connection.getresponse()
    return response.status, response.read().decode()


class Keeper:
    """Keeps the certificates of all hosts."""

    def __init__(self, settings):
        self.email = settings["email"]
        self.directory = settings["directory"]
        self.hosts = settings["hosts"]
        # Each authority has a folder of its own: until its certificates have come, those of the one before serve.
        self.folder = os.path.join(STORE, hashlib.sha256(self.directory.encode()).hexdigest()[:12])
        self.one_at_a_time = threading.Lock()
        self.edges = {}
        self.mark = os.urandom(16).hex()

    def serve(self):
        signal.signal(signal.SIGTERM, lambda *_: os._exit(0))
        challenges = os.path.join(WEBROOT, CHALLENGE_PATH.strip("/"))
        os.makedirs(challenges, exist_ok=True)
        write_bundle()
        listen("", CHALLENGE_PORT, challenge_handler(challenges, self.mark))
        listen("", EDGE_PORT, edge_handler(self), own_tls())
        listen("127.0.0.1", ADMIN_PORT, admin_handler(self))
        time.sleep(FIRST_LOOK)
        while True:
            problems = self.look_after()
            for problem in problems:
                print(problem, file=sys.stderr, flush=True)
            time.sleep(LOOK_AFTER_FAILURE if problems else LOOK)

    def obtain(self):
        """As look_after, once the names lead here; the edges have what came of it then."""
        self.await_names()
        problems = self.look_after()
        if any(problem.passes for problem in problems):
            time.sleep(PAUSE)
            problems = self.look_after()
        return problems + self.await_edges()

    def look_after(self):
        """Has certbot obtain what is missing and renew what is due; returns what stands in the way."""
        with self.one_at_a_time:
            results = [self.certify(host) for host in self.hosts]
        return [problem for problem in results if problem is not None]

    def certify(self, host):
        if os.path.exists(LOG):
            os.remove(LOG)
        environment = {**os.environ, "REQUESTS_CA_BUNDLE": BUNDLE, "SSL_CERT_FILE": BUNDLE}
        try:
            done = subprocess.run(
                self.certbot(host), env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True,
                timeout=CERTBOT_LIMIT, check=False,
            )
        except subprocess.TimeoutExpired:
            return Problem(host, self.directory, "", f"no answer within {CERTBOT_LIMIT} seconds")
        print(f"{host}: certbot ended with status {done.returncode}", file=sys.stderr, flush=True)
        return None if done.returncode == 0 else explain(host, self.directory, done.stdout + done.stderr)

    def certbot(self, host):
        # There is no port in a wildcard's name to ask at: a record in the zone proves whose it is.
        proof = (
            ["--dns-cloudflare", "--dns-cloudflare-credentials", DNS_CREDENTIALS]
            if host.startswith("*.")
            else ["--webroot", "--webroot-path", WEBROOT]
        )
        folders = ["--config-dir", self.folder, "--work-dir", "/tmp/certbot/work", "--logs-dir", os.path.dirname(LOG)]
        account = ["--agree-tos", "--email", self.email, "--server", self.directory]
        # What is not due stays; when it is, the authority says itself (RFC 9773).
        what = ["--cert-name", lineage(host), "--domain", host, "--keep-until-expiring"]
        return ["certbot", "certonly", "--non-interactive", *folders, *account, *proof, *what]

    def await_names(self):
        """Waits for a while until the names lead here; not all networks lead back to where a request comes from."""
        deadline = time.monotonic() + REACHED_LIMIT
        waiting = [host for host in self.hosts if not host.startswith("*.") and not self.found(host)]
        while waiting and time.monotonic() < deadline:
            waiting = [host for host in waiting if not leads_to(host, self.mark)]
            if waiting:
                time.sleep(1)

    def configuration(self):
        """What the edges are told: Traefik's dynamic configuration, with all certificates in it."""
        found = [pair for pair in map(self.found, self.hosts) if pair is not None]
        certificates = [{"certFile": read(chain), "keyFile": read(key)} for chain, key in found]
        return json.dumps({"tls": {"certificates": certificates}} if certificates else {}).encode()

    def found(self, host):
        """The paths of a host's certificate and key: of the authority that is asked, or of the one before."""
        folders = [self.folder, *sorted(glob.glob(f"{STORE}/*"), key=os.path.getmtime, reverse=True)]
        for folder in folders:
            chain, key = (os.path.join(folder, "live", lineage(host), f"{part}.pem") for part in ("fullchain", "privkey"))
            if os.path.exists(chain) and os.path.exists(key):
                return chain, key
        return None

    def tell(self, edge):
        told = self.configuration()
        self.edges[edge] = (hashlib.sha256(told).digest(), time.monotonic())
        return told

    def await_edges(self):
        """Waits until the edges have the certificates; they ask every few seconds. Returns what stands in the way."""
        deadline = time.monotonic() + FETCHED_LIMIT
        newest = hashlib.sha256(self.configuration()).digest()
        while time.monotonic() < deadline:
            recent = time.monotonic() - EDGE_IS_GONE
            known = [had for had, at in list(self.edges.values()) if at > recent]
            if known and all(had == newest for had in known):
                # They have to take it in yet.
                time.sleep(1)
                return []
            time.sleep(0.5)
        return [f"the edges have not fetched the certificates within {FETCHED_LIMIT} seconds: see their logs, and repeat"]


class Problem(str):
    """A line for whoever deploys, and whether it may be over in a moment."""

    def __new__(cls, host, directory, kind, detail):
        mend = MENDS.get(kind, MENDS[""])
        named = "" if kind in OWN_KINDS else f" ({kind})"
        line = super().__new__(cls, f"{host}: {directory} gives no certificate: {detail.rstrip('.')}{named}; {mend}")
        line.passes = kind in PASSING
        return line


def explain(host, directory, output):
    """What certbot said in the end: the authority's own words where there are some."""
    kind = re.search(r"^ *Type: +(\S+)", output, re.M)
    detail = re.search(r"^ *Detail: +(.+)", output, re.M)
    if kind and detail:
        return Problem(host, directory, kind[1], detail[1])
    if "Cloudflare" in output or "zone_id" in output:
        said = [line for line in output.splitlines() if "Cloudflare" in line or "zone_id" in line]
        kind = "unreachable" if "Network error" in said[-1] else "cloudflare"
        return Problem(host, directory, kind, said[-1].strip())
    logged = re.findall(r"urn:ietf:params:acme:error:(\w+)", read(LOG) if os.path.exists(LOG) else "")
    lines = [line.strip() for line in output.splitlines() if is_told(line)]
    return Problem(host, directory, logged[-1] if logged else "", lines[-1] if lines else "certbot says no reason")


def is_told(line):
    """Whether a line of certbot's says something of the matter."""
    return line.strip() != "" and not re.match(r"Saving debug log|Ask for help|See the logfile|- - -|An unexpected", line)


def lineage(host):
    """What certbot calls a host's certificate: a name of a folder. No host has an underscore in it."""
    return host.replace("*", "_")


def leads_to(host, mark):
    try:
        with urllib.request.urlopen(f"http://{host}{CHALLENGE_PATH}slipway", timeout=3) as response:
            return response.read().decode() == mark
    except (OSError, ValueError, http.client.HTTPException):
        return False


def write_bundle():
    import certifi

    with open(BUNDLE, "w", encoding="utf-8") as bundle:
        bundle.write("\n".join(map(read, [certifi.where(), *sorted(glob.glob(MORE_AUTHORITIES))])))


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def own_tls():
    """Both sides have the one certificate, and believe nobody else."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(OWN_CERTIFICATE, OWN_KEY)
    context.load_verify_locations(OWN_CERTIFICATE)
    context.verify_mode = ssl.CERT_REQUIRED
    return context


def listen(address, port, handler, tls=None):
    server = ThreadingHTTPServer((address, port), handler)
    server.daemon_threads = True
    if tls is not None:
        # Each in its own thread: one that says nothing keeps nobody waiting.
        server.socket = tls.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    threading.Thread(target=server.serve_forever, daemon=True).start()


class Handler(BaseHTTPRequestHandler):
    timeout = 10

    def answer(self, status, body=b"", kind="text/plain"):
        self.send_response(status)
        self.send_header("content-type", kind)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        """Nothing: the edges ask every few seconds."""


def challenge_handler(folder, mark):
    class ChallengeHandler(Handler):
        def do_GET(self):
            token = self.path.removeprefix(CHALLENGE_PATH)
            if token == "slipway":
                return self.answer(200, mark.encode())
            if not re.fullmatch(r"[A-Za-z0-9_-]+", token):
                return self.answer(404)
            try:
                return self.answer(200, read(os.path.join(folder, token)).encode())
            except FileNotFoundError:
                return self.answer(404)

    return ChallengeHandler


def edge_handler(keeper):
    class EdgeHandler(Handler):
        def do_GET(self):
            self.answer(200, keeper.tell(self.client_address[0]), "application/json")

    return EdgeHandler


def admin_handler(keeper):
    class AdminHandler(Handler):
        def do_GET(self):
            self.answer(200 if self.path == "/healthy" else 404)

        def do_POST(self):
            if self.path != "/obtain":
                return self.answer(404)
            return self.answer(200, json.dumps(keeper.obtain()).encode())

    return AdminHandler


if __name__ == "__main__":
    main()

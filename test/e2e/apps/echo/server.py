"""Answers every request on PORT (8000) with GREETING, /token with TOKEN's digest, and stops as a good server does.

ERRORS is the share of its answers, but for those to /health, that have status 500: 0.05 is every twentieth.
"""

import hashlib
import http.server
import itertools
import os
import signal
import sys
import threading
import urllib.request


PORT = int(os.environ.get("PORT", "8000"))
ERRORS = float(os.environ.get("ERRORS", "0"))
answers = itertools.count(1)


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def answer(self):
        self.rfile.read(int(self.headers.get("content-length") or 0))
        broken = self.path == "/health" and os.environ["BROKEN"] == "yes"
        text = os.environ["GREETING"]
        if self.path == "/token":
            text = hashlib.sha256(os.environ["TOKEN"].encode()).hexdigest()
        if self.path != "/health":
            number = next(answers)
            broken = int(number * ERRORS) > int((number - 1) * ERRORS)
        self.send_response(500 if broken else 200)
        self.send_header("content-length", str(len(text.encode())))
        self.end_headers()
        self.wfile.write(text.encode())

    do_GET = do_POST = answer

    def log_message(self, *_):
        pass


class Server(http.server.ThreadingHTTPServer):
    request_queue_size = 128
    daemon_threads = False


if sys.argv[1:] == ["check"]:
    urllib.request.urlopen(f"http://127.0.0.1:{PORT}/health", timeout=2)
    sys.exit()

server = Server(("", PORT), Handler)
signal.signal(signal.SIGTERM, lambda *_: threading.Thread(target=server.shutdown).start())
print("broken on purpose" if os.environ["BROKEN"] == "yes" else "ready", flush=True)
server.serve_forever(poll_interval=0.05)
server.server_close()

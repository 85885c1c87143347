"""Answers every request on port 8000 with GREETING, and stops as a good server does.

ERRORS is the share of answers with status 500, DELAY the seconds that each answer takes. /slow?S takes S seconds,
/call?URL answers what that URL does, and /socket is a WebSocket that stays open until the server is told to stop.
"""

import base64
import hashlib
import http.server
import itertools
import os
import signal
import sys
import threading
import time
import urllib.request

ERRORS = float(os.environ.get("ERRORS", "0"))
DELAY = float(os.environ.get("DELAY", "0"))
answers = itertools.count(1)
stopping = threading.Event()


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def answer(self):
        self.rfile.read(int(self.headers.get("content-length") or 0))
        path, _, query = self.path.partition("?")
        if path == "/health":
            return self.say(500 if os.environ.get("BROKEN") == "yes" else 200, "health")
        if path == "/socket":
            return self.socket()
        if path.endswith("/call"):
            return self.say(200, urllib.request.urlopen(query, timeout=5).read().decode())
        time.sleep(float(query) if path == "/slow" else DELAY)
        number = next(answers)
        broken = int(number * ERRORS) > int((number - 1) * ERRORS)
        return self.say(500 if broken else 200, os.environ.get("GREETING", ""))

    do_GET = do_POST = answer

    def say(self, status, text):
        self.send_response(status)
        self.send_header("content-length", str(len(text.encode())))
        self.end_headers()
        self.wfile.write(text.encode())

    def socket(self):
        key = self.headers["sec-websocket-key"] + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
        self.send_response(101)
        self.send_header("upgrade", "websocket")
        self.send_header("connection", "Upgrade")
        self.send_header("sec-websocket-accept", base64.b64encode(hashlib.sha1(key.encode()).digest()).decode())
        self.end_headers()
        stopping.wait()
        # 1001: the server goes away.
        self.wfile.write(b"\x88\x02\x03\xe9")
        self.close_connection = True

    def log_message(self, *_):
        pass


class Server(http.server.ThreadingHTTPServer):
    request_queue_size = 128
    daemon_threads = False


if sys.argv[1:] == ["check"]:
    urllib.request.urlopen("http://127.0.0.1:8000/health", timeout=2)
    sys.exit()

server = Server(("", 8000), Handler)


def stop(*_):
    stopping.set()
    threading.Thread(target=server.shutdown).start()


signal.signal(signal.SIGTERM, stop)
print("ready", flush=True)
server.serve_forever(poll_interval=0.05)
server.server_close()

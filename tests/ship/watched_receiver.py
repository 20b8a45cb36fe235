#!/usr/bin/env python3
"""The receiver of the docs, watched: keeps every key and body that came, and is killed by itself.
watched_receiver.py RECEIVER CAME DIES_AT HOW [arguments of RECEIVER]
DIES_AT: the request it dies at; 0: none. HOW: in-answer, with half of it given, or soon, within milliseconds."""
import http.server, io, os, random, runpy, signal, sqlite3, sys, threading

receiver, came, dies_at, how = sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4]
sys.argv = [receiver] + sys.argv[5:]

def die():
    os.kill(os.getpid(), signal.SIGKILL)

class Watched:
    requests = 0

    def do_POST(self):
        Watched.requests += 1
        if Watched.requests == dies_at and how == "soon":
            threading.Timer(random.uniform(0, 0.01), die).start()
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if len(body) == int(self.headers["Content-Length"]):  # else the sender died
            with sqlite3.connect(came) as db:
                db.execute("PRAGMA synchronous=OFF")
                db.execute("CREATE TABLE IF NOT EXISTS came (key TEXT, body BLOB)")
                db.execute("INSERT INTO came VALUES (?, ?)", (self.headers["Idempotency-Key"], body))
        self.rfile = io.BytesIO(body)
        super().do_POST()

    def end_headers(self):
        if Watched.requests == dies_at and how == "in-answer":
            self.wfile.write(b"HTTP/1.1 2")
            die()
        super().end_headers()

class Server(http.server.HTTPServer):
    def __init__(self, address, handler):
        super().__init__(address, type("WatchedHandler", (Watched, handler), {}))

http.server.HTTPServer = Server
runpy.run_path(receiver)

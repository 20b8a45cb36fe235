#!/usr/bin/env python3
"""The receiver of the docs, watched: keeps every key and body that came, and kills itself in the middle of
one answer. watched_receiver.py RECEIVER CAME DIES_IN_ANSWER [arguments of RECEIVER]; 0: it never dies."""
import http.server, io, os, runpy, signal, sqlite3, sys

receiver, came, dies_in_answer = sys.argv[1], sys.argv[2], int(sys.argv[3])
sys.argv = [receiver] + sys.argv[4:]

class Watched:
    answers = 0

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if len(body) == int(self.headers["Content-Length"]):  # else the sender died
            with sqlite3.connect(came) as db:
                db.execute("PRAGMA synchronous=OFF")
                db.execute("CREATE TABLE IF NOT EXISTS came (key TEXT, body BLOB)")
                db.execute("INSERT INTO came VALUES (?, ?)", (self.headers["Idempotency-Key"], body))
        self.rfile = io.BytesIO(body)
        super().do_POST()

    def end_headers(self):
        Watched.answers += 1
        if Watched.answers == dies_in_answer:
            self.wfile.write(b"HTTP/1.1 2")
            os.kill(os.getpid(), signal.SIGKILL)
        super().end_headers()

class Server(http.server.HTTPServer):
    def __init__(self, address, handler):
        super().__init__(address, type("WatchedHandler", (Watched, handler), {}))

http.server.HTTPServer = Server
runpy.run_path(receiver)

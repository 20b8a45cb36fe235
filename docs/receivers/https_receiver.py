#!/usr/bin/env python3
"""A receiver for the HTTPS sink: rows into SQLite. https_receiver.py PORT CERTIFICATE KEY CLIENT_CA DATABASE"""
import gzip, http.server, json, sqlite3, ssl, sys

class Receiver(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        head, *rows = gzip.decompress(body).decode().splitlines()
        segment = [json.loads(head)[name] for name in ("probe", "epoch", "revision")]
        with sqlite3.connect(sys.argv[5]) as db:  # all rows or none; what comes twice is there once
            db.execute("CREATE TABLE IF NOT EXISTS counts (name TEXT PRIMARY KEY, row TEXT)")
            for row in map(json.loads, rows):
                name = segment + sorted(item for item in row.items() if item[0] not in ("state", "value"))
                db.execute("REPLACE INTO counts VALUES (?, ?)", (json.dumps(name), json.dumps(row)))
        self.send_response(204)  # only now does the probe forget them
        self.end_headers()

context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH, cafile=sys.argv[4])
context.load_cert_chain(sys.argv[2], sys.argv[3])
context.verify_mode = ssl.CERT_REQUIRED
server = http.server.HTTPServer(("", int(sys.argv[1])), Receiver)
server.socket = context.wrap_socket(server.socket, server_side=True)
server.serve_forever()

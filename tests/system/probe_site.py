"""A folder with all that the two daemons of one case need: configuration, outbox, state, database."""

import contextlib
import json
import shutil
import socket
import sqlite3
import subprocess
import time

import verdicts
from row_names import COLUMNS, by_name, cells_of
from service_manager import PATIENCE_S, service
from verdicts import check

CONFIG = """\
version: 1
probe:
  name: site-a
  cells: {site.folder}/cells.csv
capture:
  clock: {clock}
  workers: {threads}
  ports:
    - {port}
  dpdk:
    huge_pages: false
    mempool_packets: 8192
counting:
  shards: {threads}
  people_max: {people_max}
  cells_max: 1000
  visits_max: {table_max}
  sessions_max: {table_max}
  transactions_max: {table_max}
  drop_test_networks: false
protection:
  mode: {protection}
outbox:
  folder: {site.outbox}
  acknowledged: {site.state}/acknowledged
  max_age: 366d
  max_bytes: {max_bytes}
control:
  socket: {site.socket}
  group: root
ship:
  state: {site.state}
  control:
    socket: {site.folder}/ship.sock
    group: root
  metrics:
    listen: 127.0.0.1:{metrics}
  sinks:
    - name: store
      type: sqlite
      path: {site.database}
"""


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Site:
    def __init__(self, folder, programs, cells):
        self.folder, self.programs = folder, programs
        self.outbox, self.state = folder / "outbox", folder / "state"
        self.database = self.state / "counts.sqlite"
        self.socket = folder / "control.sock"
        self.cells, self.config = folder / "cells.csv", folder / "celltally.yaml"
        for made in (folder, self.outbox, self.state):
            made.mkdir()
        shutil.copy(cells, self.cells)

    # By a threshold only, where two runs give the same bytes: most of the tests are about other things than noise.
    def configure(self, port, clock="wall", people_max=10000, max_bytes="1GiB", threads=1, protection="threshold_only"):
        self.config.write_text(CONFIG.format(site=self, port=port, clock=clock, people_max=people_max,
                                             table_max=people_max * 10, max_bytes=max_bytes, metrics=free_port(), threads=threads,
                                             protection=protection))

    def probe(self, namespace=None):
        inside = ["ip", "netns", "exec", namespace] if namespace else []
        return service([*inside, self.programs["celltallyd"], "--config", self.config], self.folder / "probe")

    def shipper(self):
        return service([self.programs["celltally-shipd"], "--config", self.config], self.folder / "shipper")

    def segments(self):
        return sorted(path.name for path in self.outbox.glob("*.segment"))

    def deliver(self):
        """Until every segment is acknowledged."""
        newest = max((int(name.split(".")[0]) for name in self.segments()), default=0)
        with self.shipper() as shipper:
            check(shipper.wait_until_ready(), "the shipper is ready")
            end = time.monotonic() + PATIENCE_S
            while time.monotonic() < end and self.acknowledged() < newest:
                time.sleep(0.1)
            check(self.acknowledged() == newest, "every segment is acknowledged")
            check(shipper.stop() == 0, "the shipper ends as asked")
            if verdicts.failures:
                print(shipper.said())

    def acknowledged(self):
        with contextlib.suppress(FileNotFoundError, ValueError):
            return int((self.state / "acknowledged").read_text())
        return 0

    def ask(self, query):
        """Rows of the sink's database."""
        with contextlib.closing(sqlite3.connect(f"file:{self.database}?mode=ro", uri=True)) as database:
            return database.execute(query).fetchall()

    def delivered(self):
        """Rows by key, as an analyst reads them."""
        return {tuple(name): (state, value) for *name, state, value in
                self.ask(f"select {COLUMNS}, state, value from latest")}

    def celltally(self, *words):
        return subprocess.run([self.programs["celltally"], *words], capture_output=True, text=True)

    def status(self):
        """What the control socket says of the probe; nothing when it does not answer."""
        answer = self.celltally("status", "--json", "--socket", self.socket,
                                "--ship-socket", self.folder / "nobody.sock")
        return json.loads(answer.stdout)["probe"] if answer.stdout else None


def town_and_cells(celltally, folder, people, hours="6-22"):
    """A capture of a made-up town, and the file of its cells."""
    town, cells = folder / "town.pcap", folder / "cells.csv"
    subprocess.run([celltally, "simulate", town, "--people", str(people), "--hours", hours], check=True)
    rows = subprocess.run([celltally, "replay", town, "--json"], check=True, capture_output=True,
                          text=True).stdout.splitlines()
    cells.write_text(cells_of(map(json.loads, rows)))
    return town, cells


def replayed(celltally, cells, capture):
    output = subprocess.run([celltally, "replay", capture, "--json", "--cells", cells], check=True,
                            capture_output=True, text=True).stdout
    return by_name(map(json.loads, output.splitlines()))

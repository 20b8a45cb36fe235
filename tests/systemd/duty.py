"""What all steps of the test have in common: the machine, its configuration, what came of it."""

import json
import sqlite3
import traceback

from machine import wait_until
from row_names import COLUMNS, row_name

PROBE, SHIPPER = "celltallyd", "celltally-shipd"
EXAMPLES = "/usr/share/doc/celltally-probe/examples"
CONFIG = """\
version: 1
probe:
  name: site-a
  cells: /etc/celltally/cells.csv
capture:
  clock: {clock}
  ports:
    - {port}
  dpdk:
    huge_pages: false
    mempool_packets: 8192
counting:
  people_max: 10000
  cells_max: 1000
  visits_max: 100000
  sessions_max: 100000
  transactions_max: 100000
  drop_test_networks: false
protection:
  mode: threshold_only
outbox:
  max_age: 366d
ship:
  sinks:
    - name: store
      type: sqlite
      path: /var/lib/celltally-ship/counts.sqlite
"""


class Duty:
    def __init__(self, machine, packages):
        self.machine, self.packages, self.failures = machine, packages, []

    def take(self, step):
        """Whether the next one makes sense."""
        try:
            step()
        except Exception:  # a test must tell of anything
            traceback.print_exc()
            self.check(False, f"this step: {step.__doc__}")
            return False
        return True

    def end(self):
        for unit in (PROBE, SHIPPER) if self.failures else ():
            print(f"-- the last that {unit} said", *self.machine.said(unit).splitlines()[-25:], sep="\n   ")
        print(f"{len(self.failures)} failed" if self.failures else "all good")
        return 1 if self.failures else 0

    def check(self, holds, what):
        print(("ok      " if holds else "FAILED  ") + what, flush=True)
        if not holds:
            self.failures.append(what)

    def configure(self, port, clock="wall", extra=""):
        self.machine.write("/etc/celltally/celltally.yaml", CONFIG.format(port=port, clock=clock) + extra)

    def drop_in(self, name):
        folder = f"/etc/systemd/system/{PROBE}.service.d"
        self.machine.run("rm", "-rf", folder)
        self.machine.run("mkdir", folder)
        self.machine.run("cp", f"{EXAMPLES}/{PROBE}.service.d/{name}.conf", folder)
        self.machine.write(f"{folder}/test.conf", "[Service]\nWatchdogSec=5\nRestartSec=1\n")
        self.machine.run("systemctl", "daemon-reload")

    def start(self, unit):
        done = self.machine.run("systemctl", "start", unit, check=False)
        self.check(done.returncode == 0 and self.machine.show(unit, "ActiveState") == "active", f"{unit} says READY")
        return done.returncode == 0

    def state(self, unit):
        return self.machine.show(unit, "ActiveState")

    def status(self):
        answer = self.machine.run("celltally", "status", "--json", check=False).stdout
        return json.loads(answer) if answer else {}

    def feed(self):
        self.machine.outside("tcpreplay", "-q", "-i", self.machine.wire_out, "--pps", "4000", self.town)

    def probe_status(self):
        return json.loads(self.machine.path("/var/lib/celltally/outbox/probe.json").read_text())

    def segments(self):
        return sorted(self.machine.path("/var/lib/celltally/outbox").glob("*.segment"))

    def rows_of_segments(self):
        rows = set()
        for segment in self.segments():
            for line in segment.read_text().splitlines()[1:-1]:
                row = json.loads(line)
                rows.add((*row_name(row), row["state"], row.get("value")))
        return rows

    def rows_delivered(self):
        path = self.machine.path("/var/lib/celltally-ship/counts.sqlite")
        database = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
        try:
            return set(database.execute(f"select {COLUMNS}, state, value from latest"))
        finally:
            database.close()

    def check_delivered(self):
        newest = int(self.segments()[-1].name.split(".")[0])
        acknowledged = self.machine.path("/var/lib/celltally-ship/acknowledged")
        self.check(wait_until(lambda: int(acknowledged.read_text()) >= newest), "every segment is acknowledged")
        published = {row for row in self.rows_delivered() if row[-2] == "published"}
        self.check(len(published) > 0, f"{len(published)} published rows are in the database")
        return published

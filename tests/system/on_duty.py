#!/usr/bin/env python3
"""The two daemons at work: packets in at one end, rows in SQLite at the other, and the numbers are
those of `celltally replay` on the same packets.

on_duty.py CELLTALLY CELLTALLYD CELLTALLY_SHIPD

Live ports need root: each case makes two network namespaces with a pair of interfaces between them,
and removes them.
"""

import contextlib
import json
import os
import pathlib
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time

PATIENCE_S = 120
_failures = []


def check(holds, what):
    print(("ok      " if holds else "FAILED  ") + what, flush=True)
    if not holds:
        _failures.append(what)


class Manager:
    """A service manager's socket: hears READY=1 and the like."""

    def __init__(self, folder):
        self.path = folder / "notify.sock"
        self.path.unlink(missing_ok=True)
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.socket.bind(str(self.path))
        self.socket.settimeout(PATIENCE_S)

    def wait_for(self, word, process):
        end = time.monotonic() + PATIENCE_S
        while time.monotonic() < end and process.poll() is None:
            self.socket.settimeout(1)
            with contextlib.suppress(socket.timeout):
                if word in self.socket.recv(4096).decode():
                    return True
        return False


class Service:
    """A daemon that was started; stopped and awaited at the end."""

    def __init__(self, command, folder, name):
        self.manager = Manager(folder / name)
        self.log = folder / name / "log"
        environment = dict(os.environ, NOTIFY_SOCKET=str(self.manager.path))
        with open(self.log, "wb") as log:
            self.process = subprocess.Popen(command, stderr=log, stdout=log, env=environment)
        self.ready = self.manager.wait_for("READY=1", self.process)

    def stop(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(PATIENCE_S)
        except subprocess.TimeoutExpired:
            self.process.kill()
            return None

    def said(self):
        return self.log.read_text(errors="replace")


@contextlib.contextmanager
def service(command, folder, name):
    (folder / name).mkdir(exist_ok=True)
    running = Service(command, folder, name)
    try:
        yield running
    finally:
        running.stop()


def make_wire(ends):
    """Joins the namespaces by a pair of interfaces, each a tuple of namespace and name."""
    subprocess.run(["ip", "link", "add", ends[0][1], "mtu", "9000", "netns", ends[0][0], "type", "veth",
                    "peer", "name", ends[1][1], "mtu", "9000", "netns", ends[1][0]], check=True)
    for namespace, interface in ends:
        inside = ["ip", "netns", "exec", namespace]
        # No neighbour or router discovery of its own: only the capture's packets.
        subprocess.run([*inside, "sysctl", "-qw", f"net.ipv6.conf.{interface}.disable_ipv6=1"], check=True)
        subprocess.run([*inside, "ip", "link", "set", interface, "up"], check=True)


@contextlib.contextmanager
def wire():
    """Two namespaces and a wire between them: names of namespace and interface of either end."""
    tag = f"ct{os.getpid()}"
    ends = [(f"{tag}a", "tap0"), (f"{tag}b", "tap1")]
    try:
        for namespace, _ in ends:
            subprocess.run(["ip", "netns", "add", namespace], check=True)
        make_wire(ends)
        yield ends
    finally:
        for namespace, _ in ends:
            subprocess.run(["ip", "netns", "delete", namespace], check=False, stderr=subprocess.DEVNULL)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Site:
    """A folder with all that one case needs."""

    def __init__(self, folder, programs, cells):
        self.folder, self.programs = folder, programs
        self.outbox, self.state = folder / "outbox", folder / "state"
        self.database = self.state / "counts.sqlite"
        for made in (folder, self.outbox, self.state):
            made.mkdir()
        shutil.copy(cells, folder / "cells.csv")
        self.config = folder / "celltally.yaml"

    def configure(self, port, clock="wall"):
        self.config.write_text(f"""\
version: 1
probe:
  name: site-a
  cells: {self.folder}/cells.csv
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
outbox:
  folder: {self.outbox}
  acknowledged: {self.state}/acknowledged
  max_age: 366d
control:
  socket: {self.folder}/control.sock
  group: root
ship:
  state: {self.state}
  control:
    socket: {self.folder}/ship.sock
    group: root
  metrics:
    listen: 127.0.0.1:{free_port()}
  sinks:
    - name: store
      type: sqlite
      path: {self.database}
""")

    def probe(self, namespace=None):
        inside = ["ip", "netns", "exec", namespace] if namespace else []
        return service([*inside, self.programs["celltallyd"], "--config", self.config], self.folder, "probe")

    def shipper(self):
        return service([self.programs["celltally-shipd"], "--config", self.config], self.folder, "shipper")

    def segments(self):
        return sorted(path.name for path in self.outbox.glob("*.segment"))

    def deliver(self):
        """Until every segment is acknowledged."""
        newest = max((int(name.split(".")[0]) for name in self.segments()), default=0)
        with self.shipper() as shipper:
            check(shipper.ready, "the shipper is ready")
            end = time.monotonic() + PATIENCE_S
            while time.monotonic() < end and self.acknowledged() < newest:
                time.sleep(0.1)
            check(self.acknowledged() == newest, "every segment is acknowledged")
            check(shipper.stop() == 0, "the shipper ends as asked")
            if _failures:
                print(shipper.said())

    def acknowledged(self):
        with contextlib.suppress(FileNotFoundError, ValueError):
            return int((self.state / "acknowledged").read_text())
        return 0

    def delivered(self):
        """Rows by key, as an analyst reads them."""
        database = sqlite3.connect(f"file:{self.database}?mode=ro", uri=True)
        rows = {}
        for stat, place, start, kind, state, value in database.execute(
                'select stat, place, "from", kind, state, value from latest'):
            rows[(stat, place, start, kind or None)] = (state, value)
        database.close()
        return rows


def replayed(celltally, cells, capture):
    output = subprocess.run([celltally, "replay", capture, "--json", "--cells", cells], check=True,
                            capture_output=True, text=True).stdout
    rows = map(json.loads, output.splitlines())
    return {(row["stat"], row["place"], row["from"], row.get("kind")): (row["state"], row.get("value"))
            for row in rows}


def check_same(name, rows, truth):
    """A running probe tells of no sight until enough people were seen; numbers are the same."""
    published = {key: value for key, value in truth.items() if value[0] == "published"}
    check(len(published) > 0, f"{name}: replay publishes something")
    listed = {key: value for key, value in published.items() if key in rows}
    wrong = {key: (rows[key], value) for key, value in listed.items() if rows[key] != value}
    check(not wrong and listed, f"{name}: {len(listed)} published rows are those of replay")
    more = [key for key, value in rows.items() if value[0] == "published" and truth.get(key) != value]
    check(not more, f"{name}: and there are no others")
    never_listed = {key[3] for key in published if key not in rows}
    allowed = {"location_report", "session_modify", "session_end", "periodic_update", "idle", "suspend"}
    check(never_listed <= allowed, f"{name}: only kinds that are not configured are missing")
    for key, (got, due) in list(wrong.items())[:5]:
        print("   ", key, got, "should be", due)


def sockets_of(pid):
    inodes = set()
    for descriptor in pathlib.Path(f"/proc/{pid}/fd").iterdir():
        with contextlib.suppress(OSError):
            target = os.readlink(descriptor)
            if target.startswith("socket:["):
                inodes.add(target[8:-1])
    return inodes


def internet_sockets(pid):
    inodes = set()
    for protocol in ("tcp", "tcp6", "udp", "udp6", "raw", "raw6", "udplite", "icmp"):
        with contextlib.suppress(OSError):
            lines = pathlib.Path(f"/proc/{pid}/net/{protocol}").read_text().splitlines()[1:]
            inodes |= {line.split()[9] for line in lines}
    return sockets_of(pid) & inodes


def child_of(pid):
    """`ip netns exec` becomes the program itself."""
    children = pathlib.Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return int(children[0]) if children else pid


def check_confined(name, running):
    pid = child_of(running.process.pid)
    status = pathlib.Path(f"/proc/{pid}/status").read_text()
    check(not internet_sockets(pid), f"{name}: the probe has no internet socket")
    check("Seccomp:\t2" in status and "NoNewPrivs:\t1" in status, f"{name}: and cannot make one")


def check_asked(name, site):
    """`celltally status`, as a person and as a script would."""
    sockets = ["--socket", site.folder / "control.sock", "--ship-socket", site.folder / "nobody.sock"]
    screen = subprocess.run([site.programs["celltally"], "status", *sockets], capture_output=True, text=True).stdout
    check("site-a, celltallyd" in screen, f"{name}: celltally status shows the probe")
    check(all(len(line) <= 80 for line in screen.splitlines()), f"{name}: within 80 columns")
    answer = subprocess.run([site.programs["celltally"], "status", "--json", *sockets], capture_output=True, text=True)
    both = json.loads(answer.stdout)
    check(both["probe"]["probe"] == "site-a" and both["shipper"] is None, f"{name}: and as JSON")


def live(site, name, port, town):
    with wire() as ((sender, out), (receiver, into)):
        site.configure(port.format(interface=into))
        record = site.folder / "wire.pcap"
        with site.probe(receiver) as probe:
            check(probe.ready, f"{name}: the probe is ready")
            if not probe.ready:
                print(probe.said())
                return
            recorder = subprocess.Popen(["ip", "netns", "exec", receiver, "tcpdump", "-i", into, "-w", record,
                                         "-B", "65536", "--immediate-mode", "-U"],
                                        stderr=subprocess.PIPE, text=True)
            recorder.stderr.readline()  # it listens
            subprocess.run(["ip", "netns", "exec", sender, "tcpreplay", "-q", "-i", out, "--pps", "4000", town],
                           check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            check_confined(name, probe)
            check_asked(name, site)
            time.sleep(1)
            recorder.send_signal(signal.SIGTERM)
            recorder.wait()
            check(probe.stop() == 0, f"{name}: SIGTERM ends it")
            if _failures:
                print(probe.said())
    site.deliver()
    status = json.loads((site.outbox / "probe.json").read_text())
    check(status["packets_lost_total"] == 0, f"{name}: nothing was lost")
    truth = replayed(site.programs["celltally"], site.folder / "cells.csv", record)
    check_same(name, site.delivered(), truth)


def from_file(site, name, port, town):
    site.configure(port.format(file=town), clock="packets")
    with site.probe() as probe:
        check(probe.ready, f"{name}: the probe is ready")
        try:
            code = probe.process.wait(PATIENCE_S)
        except subprocess.TimeoutExpired:
            code = None
        check(code == 0, f"{name}: the end of the file ends it")
        if code != 0:
            print(probe.said())
    site.deliver()
    check_same(name, site.delivered(), replayed(site.programs["celltally"], site.folder / "cells.csv", town))


def main():
    programs = dict(zip(("celltally", "celltallyd", "celltally-shipd"), map(os.path.abspath, sys.argv[1:4])))
    with tempfile.TemporaryDirectory(prefix="celltally-on-duty-") as scratch:
        scratch = pathlib.Path(scratch)
        town, cells = scratch / "town.pcap", scratch / "cells.csv"
        subprocess.run([programs["celltally"], "simulate", town, "--people", "150"], check=True)
        rows = subprocess.run([programs["celltally"], "replay", town, "--json"], check=True, capture_output=True,
                              text=True).stdout.splitlines()
        cells.write_text("\n".join(sorted({json.loads(row)["place"] for row in rows})) + "\n")

        from_file(Site(scratch / "files", programs, cells), "files", "files: ['{file}']", town)
        from_file(Site(scratch / "pcap", programs, cells), "net_pcap", "vdev: 'net_pcap0,rx_pcap={file}'", town)

        missing = [tool for tool in ("ip", "tcpreplay", "tcpdump") if shutil.which(tool) is None]
        if os.geteuid() != 0 or missing:
            print("skipped: live ports need root, and " + ", ".join(missing or ["nothing else"]))
        else:
            ring = "framecnt=65536,blocksz=65536,framesz=2048"
            live(Site(scratch / "af_packet", programs, cells), "net_af_packet",
                 f"vdev: 'net_af_packet0,iface={{interface}},{ring}'", town)
            live(Site(scratch / "libpcap", programs, cells), "libpcap", "interface: {interface}", town)
    return 1 if _failures else 0


if __name__ == "__main__":
    sys.exit(main())

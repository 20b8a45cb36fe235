"""What happens to the machine, in order. Each step says what it shows."""

import json
import os
import pathlib
import signal
import sqlite3
import subprocess
import time
import traceback

import confined
from machine import wait_until
from tracee import Tracee

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
outbox:
  max_age: 366d
ship:
  sinks:
    - name: store
      type: sqlite
      path: /var/lib/celltally-ship/counts.sqlite
"""


class Life:
    def __init__(self, machine, packages):
        self.machine, self.packages, self.failures = machine, packages, []

    def steps(self):
        return [self.install, self.unconfigured, self.files, self.units_alone, self.live, self.from_outside, self.reload,
                self.frozen_thread, self.stopped_process, self.libpcap, self.upgrade, self.remove, self.purge]

    def check(self, holds, what):
        print(("ok      " if holds else "FAILED  ") + what, flush=True)
        if not holds:
            self.failures.append(what)

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

    # --- what steps have in common

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
                rows.add((row["stat"], row["place"], row["from"], row.get("kind", ""), row["state"], row.get("value")))
        return rows

    def rows_delivered(self):
        path = self.machine.path("/var/lib/celltally-ship/counts.sqlite")
        database = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
        try:
            return {(stat, place, start, kind or "", state, value) for stat, place, start, kind, state, value in
                    database.execute('select stat, place, "from", kind, state, value from latest')}
        finally:
            database.close()

    def check_delivered(self):
        newest = int(self.segments()[-1].name.split(".")[0])
        acknowledged = self.machine.path("/var/lib/celltally-ship/acknowledged")
        self.check(wait_until(lambda: int(acknowledged.read_text()) >= newest), "every segment is acknowledged")
        published = {row for row in self.rows_delivered() if row[4] == "published"}
        self.check(len(published) > 0, f"{len(published)} published rows are in the database")
        return published

    # --- steps

    def install(self):
        """Install the packages"""
        done = self.machine.run("apt-get", "install", "-y", "--no-install-recommends",
                                *self.packages.copy_to(self.machine, "/root/packages"), check=False)
        self.check(done.returncode == 0, "apt installs them without the network")
        if done.returncode != 0:
            print(done.stdout, done.stderr)
        for unit in (PROBE, SHIPPER):
            enabled = self.machine.run("systemctl", "is-enabled", unit, check=False).stdout.strip()
            self.check((enabled, self.state(unit)) == ("disabled", "inactive"), f"{unit} is there, neither enabled nor active")
        for folder, due in {"/var/lib/celltally": "celltally celltally 750", "/var/lib/celltally/outbox": "celltally celltally 750",
                            "/var/lib/celltally-ship": "celltally-ship celltally 750",
                            "/etc/celltally/credentials": "root root 700"}.items():
            self.check(self.machine.run("stat", "-c", "%U %G %a", folder).stdout.strip() == due, f"{folder} is {due}")
        for page in ("1 celltally", "5 celltally.yaml", "8 celltallyd", "8 celltally-shipd"):
            self.check(self.machine.run("man", "-w", *page.split(), check=False).returncode == 0, f"man {page}")
        completion = "source /usr/share/bash-completion/bash_completion; _completion_loader celltally; COMP_WORDS=(celltally config '')" \
            "; COMP_CWORD=2 COMP_LINE='celltally config ' COMP_POINT=17; _celltally celltally '' config; echo ${COMPREPLY[@]}"
        words = self.machine.run("bash", "-c", completion).stdout.split()
        self.check(words == ["explain", "schema", "print"], "bash completes celltally config")

    def unconfigured(self):
        """Start without a configuration"""
        for unit in (PROBE, SHIPPER):
            done = self.machine.run("systemctl", "start", unit, check=False)
            self.check(done.returncode != 0, f"{unit} does not start")
            time.sleep(1)
            self.check((self.state(unit), self.machine.show(unit, "NRestarts")) == ("failed", "0"), f"{unit} is not tried again")
            self.check("/etc/celltally/celltally.yaml" in self.machine.said(unit), f"{unit} names the file that is missing")

    def files(self):
        """Count a capture of a made-up town: the numbers are those of celltally replay"""
        self.machine.run("celltally", "simulate", "/srv/town.pcap", "--people", "150")
        self.town = self.machine.path("/srv/town.pcap")
        replayed = self.machine.run("celltally", "replay", "/srv/town.pcap", "--json").stdout
        rows = [json.loads(line) for line in replayed.splitlines()]
        self.machine.write("/etc/celltally/cells.csv", "\n".join(sorted({row["place"] for row in rows})) + "\n")
        self.configure("files: [/srv/town.pcap]", clock="packets")
        self.drop_in("lab")
        self.start(SHIPPER)
        self.machine.run("systemctl", "start", PROBE)
        self.check(wait_until(lambda: self.state(PROBE) == "inactive"), "the end of the capture ends the probe")
        self.check(self.machine.show(PROBE, "Result") == "success", "and that is a success")
        if not self.segments():
            return self.check(False, "there are segments")
        published = self.check_delivered()
        due = {(row["stat"], row["place"], row["from"], row.get("kind", ""), row["state"], row.get("value"))
               for row in rows if row["state"] == "published"}
        kinds = {row[3] for row in published}
        self.check(published == {row for row in due if row[3] in kinds}, "they are those of celltally replay")

    def units_alone(self):
        """What the units allow, with another program in each daemon's place"""
        self.machine.run("systemctl", "stop", PROBE, SHIPPER)
        self.machine.run("mkdir", "-p", "/home/somebody")
        confined.check_unit(self.machine, self.check, PROBE, confined.PROBE_BY_UNIT)
        confined.check_unit(self.machine, self.check, SHIPPER, confined.SHIPPER_BY_UNIT)

    def live(self):
        """Receive from an interface through DPDK"""
        self.configure(f"vdev: 'net_af_packet0,iface={self.machine.wire_in},framecnt=1024,blocksz=65536,framesz=2048'")
        self.drop_in("kernel-interface")
        self.start(SHIPPER)
        if self.start(PROBE):
            self.feed()
            self.check(wait_until(lambda: self.probe_status()["packets_total"] > 0, 30), "packets arrive")
            self.check(self.machine.show(PROBE, "StatusText") != "", "systemctl status says how it is")
            self.check("site-a" in json.dumps(self.status()), "celltally status answers root")

    def from_outside(self):
        """What the running daemons can do, seen and tried from outside"""
        for unit, due in ((PROBE, confined.PROBE_ITSELF), (SHIPPER, confined.SHIPPER_ITSELF)):
            pid = self.machine.main_pid(unit)
            if not pid:
                self.check(False, f"{unit} runs")
                continue
            status = confined.status_of(pid)
            self.check((status["Seccomp"].strip(), status["NoNewPrivs"].strip()) == ("2", "1"), f"{unit} is under seccomp")
            limits = pathlib.Path(f"/proc/{pid}/limits").read_text()
            self.check(limits.split("Max core file size")[1].split()[0] == "0", f"{unit} leaves no core")
            if unit == PROBE:
                self.check(not confined.internet_sockets(pid), "the probe has no internet socket")
                self.check(int(status["CapBnd"], 16) == 1 << 12 | 1 << 13, "the probe may never have but NET_RAW and NET_ADMIN")
                self.check_locked(pid, status)
            else:
                self.check(len(confined.internet_sockets(pid)) > 0, "the shipper has one, and would be found out")
                self.check(int(status["CapBnd"], 16) == 0, "the shipper has no capability and gets none")
            landlock = "no Landlock" not in self.machine.said(unit)
            confined.check_itself(self.check, unit, pid, due, landlock)
            self.check(self.state(unit) == "active", f"{unit} goes on")

    def check_locked(self, pid, status):
        limit = pathlib.Path(f"/proc/{pid}/limits").read_text().split("Max locked memory")[1].split()[0]
        if limit != "unlimited":
            return print("skipped: whether memory is locked; even root may not raise the limit here (CAP_SYS_RESOURCE)")
        return self.check(int(status["VmLck"].split()[0]) > 0, "the probe's memory is locked")

    def reload(self):
        """Reload with good and bad files"""
        pid = self.machine.main_pid(PROBE)
        self.check(self.machine.run("systemctl", "reload", PROBE, check=False).returncode == 0, "a good file is taken")
        self.check(wait_until(lambda: "cells, in force from the next window" in self.machine.said(PROBE), 20), "and said to be")
        good = self.machine.path("/etc/celltally/celltally.yaml").read_text()
        self.machine.write("/etc/celltally/celltally.yaml", good.replace("probe:", "prob:"))
        self.check(self.machine.run("systemctl", "reload", PROBE, check=False).returncode != 0, "systemctl refuses a bad file")
        self.machine.run("systemctl", "kill", "-s", "HUP", PROBE)
        self.check(wait_until(lambda: "what was in force stays in force" in self.machine.said(PROBE), 20), "the probe refuses it too")
        self.machine.write("/etc/celltally/celltally.yaml", good)
        self.check((self.state(PROBE), self.machine.main_pid(PROBE)) == ("active", pid), "and goes on as it was")

    def check_restarted(self, pid, count, what):
        """The probe that was `pid` and had been restarted `count` times."""
        self.check(wait_until(lambda: int(self.machine.show(PROBE, "NRestarts")) > count, 60), f"{what}: systemd restarts the probe")
        self.check(wait_until(lambda: self.state(PROBE) == "active" and self.machine.main_pid(PROBE) not in (0, pid), 60),
                   "and it is ready again")
        self.check(self.machine.said(PROBE).count("Watchdog timeout") == count + 1, "because the watchdog was not fed")

    def frozen_thread(self):
        """Freeze the thread that captures, and no other"""
        def switches(pid):
            def of(task):
                return int((task / "status").read_text().split("\nvoluntary_ctxt_switches:")[1].split()[0])
            return {int(task.name): of(task) for task in pathlib.Path(f"/proc/{pid}/task").iterdir()}
        pid, count = self.machine.main_pid(PROBE), int(self.machine.show(PROBE, "NRestarts"))
        before = switches(pid)
        time.sleep(1)
        # It sleeps and wakes all the time; the first one is that of the control loop.
        capture = max((now - before.get(thread, 0), thread) for thread, now in switches(pid).items() if thread != pid)[1]
        with Tracee(pid, capture) as thread:
            self.check(wait_until(thread.killed, 60), "it is killed")
        self.check_restarted(pid, count, "one thread stands still")

    def stopped_process(self):
        """Stop the whole process (kill -STOP)"""
        pid, count = self.machine.main_pid(PROBE), int(self.machine.show(PROBE, "NRestarts"))
        os.kill(pid, signal.SIGSTOP)
        self.check_restarted(pid, count, "the process is stopped")
        self.feed()
        self.check(wait_until(lambda: self.probe_status()["packets_total"] > 0, 30), "packets arrive again")

    def libpcap(self):
        """Stop: the open window is closed and delivered; receive through libpcap"""
        before = self.segments()
        self.machine.run("systemctl", "stop", PROBE)
        self.check(self.machine.show(PROBE, "Result") == "success", "SIGTERM ends the probe well")
        self.check(set(self.segments()) - set(before), "the open window is in the outbox")
        self.check_delivered()
        self.check({row for row in self.rows_delivered() if row[4] == "published"} >=
                   {row for row in self.rows_of_segments() if row[4] == "published"}, "the database has the segments' rows")
        self.configure(f"interface: {self.machine.wire_in}")
        if self.start(PROBE):
            self.feed()
            self.check(wait_until(lambda: self.probe_status()["packets_total"] > 0, 30), "packets arrive through libpcap")
            self.check(not confined.internet_sockets(self.machine.main_pid(PROBE)), "without an internet socket")

    def upgrade(self):
        """Upgrade while both run"""
        before, segments = [self.machine.main_pid(unit) for unit in (PROBE, SHIPPER)], self.segments()
        done = self.machine.run("apt-get", "install", "-y", "--no-install-recommends",
                                *self.packages.later_ones(self.machine, "/root/later"), check=False)
        self.check(done.returncode == 0, "apt upgrades")
        after = [self.machine.main_pid(unit) for unit in (PROBE, SHIPPER)]
        self.check(all(after) and not set(before) & set(after), "both were restarted")
        self.check([self.state(unit) for unit in (PROBE, SHIPPER)] == ["active", "active"], "and are ready")
        self.check(set(self.segments()) - set(segments), "the window that was open is in the outbox")
        self.check_delivered()

    def remove(self):
        """Remove the packages"""
        done = self.machine.run("apt-get", "remove", "-y", "celltally-probe", "celltally-ship", "celltally", check=False)
        self.check(done.returncode == 0, "apt removes them")
        self.check([self.state(unit) for unit in (PROBE, SHIPPER)] == ["inactive", "inactive"], "the daemons are stopped")
        kept = ["/etc/celltally/celltally.yaml", "/var/lib/celltally/outbox/probe.json", "/var/lib/celltally-ship/counts.sqlite"]
        self.check(all(self.machine.path(path).exists() for path in kept), "configuration, outbox and database stay")

    def purge(self):
        """Purge them"""
        done = self.machine.run("apt-get", "purge", "-y", "celltally-probe", "celltally-ship", "celltally", check=False)
        self.check(done.returncode == 0, "apt purges them")
        gone = ["/var/lib/celltally", "/var/lib/celltally-ship", "/etc/celltally/celltally.yaml", "/run/celltally"]
        self.check(not any(self.machine.path(path).exists() for path in gone), "configuration and state are gone")
        self.check("segments of counts in its outbox" in done.stdout, "and apt's output says so")
        self.check("left for you to remove: /etc/celltally/cells.csv" in done.stdout, "what the operator put beside is named")

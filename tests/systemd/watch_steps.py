"""The daemons watched from outside, and disturbed."""

import os
import pathlib
import signal
import time

import confined
from duty import PROBE, SHIPPER, Duty
from machine import wait_until
from tracee import Tracee


class WatchSteps(Duty):
    def units_alone(self):
        """What the units allow, with another program in each daemon's place"""
        self.machine.run("systemctl", "stop", PROBE, SHIPPER)
        self.machine.run("mkdir", "-p", "/home/somebody")
        confined.check_unit(self.machine, self.check, PROBE, confined.PROBE_BY_UNIT)
        confined.check_unit(self.machine, self.check, SHIPPER, confined.SHIPPER_BY_UNIT)
        self.drop_in("kernel-interface")
        self.start(SHIPPER)  # to whose metrics the probe could connect
        self.check(self.machine.run("bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/9469", check=False).returncode == 0,
                   "others can connect to the shipper")
        confined.check_unit(self.machine, self.check, PROBE, confined.PROBE_AT_INTERFACE, "at-interface")
        self.machine.run("systemctl", "stop", SHIPPER)

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
        self.check(wait_until(lambda: "cells, in force from the next day (04:00)" in self.machine.said(PROBE), 20), "and said to be")
        self.check(self.machine.run("systemctl", "reload", SHIPPER, check=False).returncode == 0, "the shipper takes it too")
        self.check(wait_until(lambda: "reloaded: log and health limits" in self.machine.said(SHIPPER), 20), "and says so")
        good = self.machine.path("/etc/celltally/celltally.yaml").read_text()
        self.machine.write("/etc/celltally/celltally.yaml", good.replace("probe:", "prob:"))
        self.check(self.machine.run("systemctl", "reload", SHIPPER, check=False).returncode != 0, "systemctl refuses a bad file for it")
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

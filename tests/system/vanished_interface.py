#!/usr/bin/env python3
"""An interface vanishes under the probe and is back: nothing that was counted is lost, the probe says what
is wrong meanwhile, and receives again.

vanished_interface.py CELLTALLY CELLTALLYD CELLTALLY_SHIPD

Needs root, ip and tcpreplay. Makes two network namespaces with a pair of interfaces between them, and
removes them.
"""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

import on_duty
from on_duty import PATIENCE_S, check

PACKETS = 500
MOST = 450  # net_af_packet has the kernel put fragments together


class Case:
    """A probe on one end of a wire, and a sender on the other."""

    def __init__(self, name, site, ends, town):
        self.name, self.site, self.ends, self.town = name, site, ends, town

    def check(self, holds, what):
        check(holds, f"{self.name}: {what}")

    def start(self):
        return self.site.probe(self.ends[1][0])

    def status(self):
        folder = self.site.folder
        answer = subprocess.run([self.site.programs["celltally"], "status", "--json",
                                 "--socket", folder / "control.sock",
                                 "--ship-socket", folder / "nobody.sock"],
                                capture_output=True, text=True)
        return json.loads(answer.stdout)["probe"] or {"packets_total": 0, "problems": []}

    def wait_for(self, holds):
        end = time.monotonic() + PATIENCE_S
        while not holds(status := self.status()) and time.monotonic() < end:
            time.sleep(0.1)
        return holds(status)

    def send(self):
        (sender, out), _ = self.ends
        subprocess.run(["ip", "netns", "exec", sender, "tcpreplay", "-q", "-i", out, "--pps", "4000",
                        "--limit", str(PACKETS), self.town],
                       check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def lose_and_return(self, probe, problem):
        """Receives, loses the interface until the status says so, and has it back."""
        self.check(probe.ready, "the probe is ready")
        self.send()
        self.check(self.wait_for(lambda now: now["packets_total"] >= MOST), "packets are counted")
        namespace, interface = self.ends[1]
        subprocess.run(["ip", "netns", "exec", namespace, "ip", "link", "delete", interface], check=True)
        self.check(self.wait_for(lambda now: problem in now["problems"]), "the status says what is wrong")
        before = self.status()
        self.check(before["packets_total"] >= MOST and before["ports_up"] == 0, "what was counted stays")
        on_duty.make_wire(self.ends)
        return before["packets_total"]


def opened_again_by_itself(case):
    """libpcap's ports: the probe goes on."""
    with case.start() as probe:
        before = case.lose_and_return(probe, "port tap1 is down: interface tap1: there is no such interface; "
                                             "list them with ip link")
        case.check(case.wait_for(lambda now: now["ports_up"] == 1), "the port is up again")
        case.send()
        case.check(case.wait_for(lambda now: now["packets_total"] >= before + MOST), "packets add up")
        case.check(probe.stop() == 0, "SIGTERM ends it")


def started_anew(case):
    """DPDK's ports: the probe ends in order, and a service manager starts it again."""
    with case.start() as probe:
        before = case.lose_and_return(probe, "port net_af_packet0 is down: interface tap1 vanished; "
                                             "opened again when it is back")
        try:
            code = probe.process.wait(PATIENCE_S)
        except subprocess.TimeoutExpired:
            code = None
        case.check(code == 1, "the probe ends with 1 when the interface is back")
        why = ("port net_af_packet0: interface tap1 is back, as another one; "
               "this ends with 1, to be started anew and receive from it\n")
        case.check(why in probe.said(), "and says why")
    last = json.loads((case.site.outbox / "probe.json").read_text())
    case.check(last["packets_total"] == before, "with all that it had counted")
    segments = case.site.segments()
    case.check(len(segments) > 0, "and published")
    with case.start() as probe:
        case.check(probe.ready, "started anew it is ready")
        case.send()
        case.check(case.wait_for(lambda now: now["packets_total"] >= MOST), "and counts")
        case.check(probe.stop() == 0, "SIGTERM ends it")
    case.check(len(case.site.segments()) > len(segments), "and its windows follow those before")


def main():
    missing = [tool for tool in ("ip", "tcpreplay") if shutil.which(tool) is None]
    if os.geteuid() != 0 or missing:
        print("skipped: needs root, and " + ", ".join(missing or ["nothing else"]))
        return 77
    programs = dict(zip(("celltally", "celltallyd", "celltally-shipd"), map(os.path.abspath, sys.argv[1:4])))
    with tempfile.TemporaryDirectory(prefix="celltally-vanished-") as scratch:
        scratch = pathlib.Path(scratch)
        town, cells = scratch / "town.pcap", scratch / "cells.csv"
        subprocess.run([programs["celltally"], "simulate", town, "--people", "150"], check=True)
        cells.write_text("ecgi:001-01-0000001\n")
        for name, port, run in (("net_af_packet", "vdev: 'net_af_packet0,iface=tap1'", started_anew),
                                ("libpcap", "interface: tap1", opened_again_by_itself)):
            with on_duty.wire() as ends:
                site = on_duty.Site(scratch / name, programs, cells)
                site.configure(port)
                run(Case(name, site, ends, town))
    return 1 if on_duty._failures else 0


if __name__ == "__main__":
    sys.exit(main())

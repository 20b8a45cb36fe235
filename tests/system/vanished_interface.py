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
import subprocess
import sys
import tempfile

import pcap_file
import veth_wire
import verdicts
from probe_site import Site, town_and_cells
from service_manager import wait_until
from verdicts import check

PACKETS = 500
MOST = 450  # net_af_packet has the kernel put fragments together


class Case:
    """A probe on one end of a wire, and a sender on the other."""

    def __init__(self, name, site, ends, part):
        self.name, self.site, self.ends, self.part = name, site, ends, part

    def check(self, holds, what):
        check(holds, f"{self.name}: {what}")

    def start(self):
        return self.site.probe(self.ends[1][0])

    def status(self):
        return self.site.status() or {"packets_total": 0, "problems": [], "ports_up": 0}

    def wait_for(self, holds):
        return wait_until(lambda: holds(self.status()))

    def send(self):
        sending = veth_wire.replaying(*self.ends[0], self.part, 4000)
        self.check(sending.wait() == 0, "packets are on the wire")

    def lose_and_return(self, probe, problem):
        """Receives, loses the interface until the status says so, and has it back."""
        self.check(probe.wait_until_ready(), "the probe is ready")
        self.send()
        self.check(self.wait_for(lambda now: now["packets_total"] >= MOST), "packets are counted")
        namespace, interface = self.ends[1]
        subprocess.run(["ip", "netns", "exec", namespace, "ip", "link", "delete", interface], check=True)
        self.check(self.wait_for(lambda now: problem in now["problems"]), "the status says what is wrong")
        before = self.status()
        self.check(before["packets_total"] >= MOST and before["ports_up"] == 0, "what was counted stays")
        veth_wire.connect(self.ends)
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
        case.check(probe.wait() == 1, "the probe ends with 1 when the interface is back")
        why = ("port net_af_packet0: interface tap1 is back, as another one; "
               "this ends with 1, to be started anew and receive from it\n")
        case.check(why in probe.said(), "and says why")
    last = json.loads((case.site.outbox / "probe.json").read_text())
    case.check(last["packets_total"] == before, "with all that it had counted")
    segments = case.site.segments()
    case.check(len(segments) > 0, "and published")
    with case.start() as probe:
        case.check(probe.wait_until_ready(), "started anew it is ready")
        case.send()
        case.check(case.wait_for(lambda now: now["packets_total"] >= MOST), "and counts")
        case.check(probe.stop() == 0, "SIGTERM ends it")
    case.check(len(case.site.segments()) > len(segments), "and its windows follow those before")


def main():
    if veth_wire.why_not():
        print("skipped: " + veth_wire.why_not())
        return 77
    programs = dict(zip(("celltally", "celltallyd", "celltally-shipd"), map(os.path.abspath, sys.argv[1:4])))
    with tempfile.TemporaryDirectory(prefix="celltally-vanished-") as scratch:
        scratch = pathlib.Path(scratch)
        town, cells = town_and_cells(programs["celltally"], scratch, people=150)
        part = scratch / "part.pcap"
        pcap_file.write(part, pcap_file.read(town)[:PACKETS])
        for name, port, run in (("net_af_packet", "vdev: 'net_af_packet0,iface=tap1'", started_anew),
                                ("libpcap", "interface: tap1", opened_again_by_itself)):
            with veth_wire.wire() as ends:
                site = Site(scratch / name, programs, cells)
                site.configure(port)
                run(Case(name, site, ends, part))
    return verdicts.exit_code()


if __name__ == "__main__":
    sys.exit(main())

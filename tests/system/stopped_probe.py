#!/usr/bin/env python3
"""celltallyd asked to end (SIGTERM) at random instants, while it reads a file and while packets come off a wire.

stopped_probe.py CELLTALLY CELLTALLYD CELLTALLY_SHIPD

The oracle. It ends with code 0, its last line says how many packets it counted, and what it wrote in that life is
what `celltally replay` counts in exactly so many first packets: the open windows are closed and written, nothing
of what was captured is missing, nothing is told twice. Then all of it is delivered.

Packets off a wire are compared with tcpdump's record of the same wire. Live ports need root.
"""

import os
import pathlib
import random
import re
import sys
import tempfile
import threading
import time

import pcap_file
import verdicts
import veth_wire
from on_duty import UNLISTED_KINDS
from outbox_watch import OutboxWatch
from packet_pipe import PacketPipe
from probe_site import Site, replayed, town_and_cells
from verdicts import check

STOPS_ON_A_FILE, STOPS_ON_A_WIRE = 20, 20
PACKETS_A_SECOND = 8000
WIRE_PORTS = ("interface: {}", "vdev: 'net_af_packet0,iface={},framecnt=65536,blocksz=65536,framesz=2048'")


class Stops:
    """One case: probes that are stopped, one after the other, on one outbox."""

    def __init__(self, name, site, chance):
        self.name, self.site, self.chance = name, site, chance
        self.watch = OutboxWatch(site)
        self.wrong = []
        self.counted = []

    def end(self, probe):
        """Stops it; how many packets it says it counted."""
        code = probe.stop()
        said = re.search(r"stopped after (\d+) packets and (\d+) windows", probe.said())
        if code != 0 or said is None:
            self.wrong.append(f"it ended with {code} and said\n{probe.said()}")
            return 0, 0
        return int(said[1]), int(said[2])

    def compare(self, packets, windows, capture):
        """This life's segments against replay of the first `packets` of the capture."""
        new = self.watch.look()
        first = self.site.folder / "first.pcap"
        pcap_file.write(first, capture[:packets])
        truth = published(replayed(self.site.programs["celltally"], self.site.cells, first)) if packets else {}
        rows = {}
        for segment in new:
            rows.update(segment.counts)
        self.counted.append(packets)
        if len(new) != windows or len(rows) != sum(len(segment.counts) for segment in new):
            self.wrong.append(f"{windows} windows closed, {len(new)} segments written, or a row twice")
        if published(rows) != truth:
            self.wrong.append(f"after {packets} packets: {set(published(rows).items()) - set(truth.items())} is told, "
                              f"{set(truth.items()) - set(published(rows).items())} is true")

    def check_all(self):
        print(f"        counted: {self.counted}")
        check(not self.wrong, f"{self.name}: {len(self.counted)} stops, and what was captured until then was written")
        for problem in self.wrong[:3]:
            print(problem)
        check(not self.watch.problems and self.watch.verify() == "", f"{self.name}: the chain is whole")
        self.site.deliver()
        numbers = {number for (number,) in self.site.ask("select sequence from segments")}
        check(numbers == set(self.watch.seen), f"{self.name}: {len(numbers)} segments, each is delivered")


def published(rows):
    """A row says `published` where enough people are; whether the others are told of differs live."""
    return {key: value for key, value in rows.items() if value[0] == "published" and key[3] not in UNLISTED_KINDS}


def on_a_file(stops, town):
    """A file that grows as it is read, and ends when the probe was asked to end."""
    packets = pcap_file.read(town)
    path = stops.site.folder / "packets"
    stops.site.configure(f"files: ['{path}']", "packets", people_max=1000)
    for _ in range(STOPS_ON_A_FILE):
        pipe = PacketPipe(path, packets)
        with stops.site.probe() as probe:
            pipe.give(1)  # whoever opens a file waits for its first packet
            if not probe.wait_until_ready():
                stops.wrong.append(f"it did not start and said\n{probe.said()}")
                continue
            asked = threading.Timer(stops.chance.uniform(0, 0.5), probe.process.terminate)
            asked.start()
            while asked.is_alive() and not pipe.over():
                pipe.give(200)
                time.sleep(0.005)
            pipe.give(stops.chance.randrange(300))  # some come while it ends
            pipe.close()
            counted, windows = stops.end(probe)
            if counted != pipe.given:
                stops.wrong.append(f"{pipe.given} packets were in the file, {counted} counted")
            stops.compare(counted, windows, packets)
    stops.check_all()


def ends_datagram(frame):
    """False for an IPv4 fragment with more to come, without a VLAN tag."""
    return frame[12:14] != b"\x08\x00" or not frame[20] & 0x20


def first_datagrams(count, capture):
    """How many packets of the wire are `count` of net_af_packet, for whom the kernel puts fragments together."""
    ends = [number for number, (_, frame) in enumerate(capture, 1) if ends_datagram(frame)]
    return ends[count - 1] if 0 < count <= len(ends) else count


def on_a_wire(stops, town, ends):
    (sender, out), (receiver, into) = ends
    record = stops.site.folder / "wire.pcap"
    for number in range(STOPS_ON_A_WIRE):
        port = WIRE_PORTS[number % 2].format(into)
        stops.site.configure(port, people_max=1000)
        with stops.site.probe(receiver) as probe:
            if not probe.wait_until_ready():
                stops.wrong.append(f"it did not start and said\n{probe.said()}")
                continue
            with veth_wire.recorded(receiver, into, record):
                traffic = veth_wire.replaying(sender, out, town, PACKETS_A_SECOND)
                time.sleep(stops.chance.uniform(0, 1))
                packets, windows = stops.end(probe)  # packets come while it ends
                traffic.terminate()
                traffic.wait()
            capture = pcap_file.read(record)
            together = "net_af_packet" in port
            stops.compare(first_datagrams(packets, capture) if together else packets, windows, capture)
    stops.check_all()


def main():
    programs = dict(zip(("celltally", "celltallyd", "celltally-shipd"), map(os.path.abspath, sys.argv[1:4])))
    with tempfile.TemporaryDirectory(prefix="celltally-stopped-") as scratch:
        scratch = pathlib.Path(scratch)
        town, cells = town_and_cells(programs["celltally"], scratch, people=150)
        chance = random.Random(20260101)
        on_a_file(Stops("a file", Site(scratch / "file", programs, cells), chance), town)
        if veth_wire.why_not():
            print("skipped: " + veth_wire.why_not())
        else:
            with veth_wire.wire() as ends:
                on_a_wire(Stops("a wire", Site(scratch / "wire", programs, cells), chance), town, ends)
    return verdicts.exit_code()


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
"""The two daemons at work: packets in at one end, rows in SQLite at the other, and the numbers are
those of `celltally replay` on the same packets.

on_duty.py CELLTALLY CELLTALLYD CELLTALLY_SHIPD

Live ports need root: each case makes two network namespaces with a pair of interfaces between them,
and removes them.
"""

import collections
import contextlib
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time

import pcap_file
import veth_wire
import verdicts
from probe_site import Site, replayed, town_and_cells
from verdicts import check

# What a probe's configuration of these tests does not list.
UNLISTED_KINDS = {"call", "text", "location_report", "session_modify", "session_end", "periodic_update", "idle", "suspend"}


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
    check(never_listed <= UNLISTED_KINDS, f"{name}: only kinds that are not configured are missing")
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
    with veth_wire.wire() as ((sender, out), (receiver, into)):
        site.configure(port.format(interface=into))
        record = site.folder / "wire.pcap"
        with site.probe(receiver) as probe:
            if not check(probe.wait_until_ready(), f"{name}: the probe is ready"):
                print(probe.said())
                return
            with veth_wire.recorded(receiver, into, record):
                check(veth_wire.replaying(sender, out, town, 4000).wait() == 0, f"{name}: the town is on the wire")
                check_confined(name, probe)
                check_asked(name, site)
                time.sleep(1)
            check(probe.stop() == 0, f"{name}: SIGTERM ends it")
            if verdicts.failures:
                print(probe.said())
    site.deliver()
    status = json.loads((site.outbox / "probe.json").read_text())
    check(status["packets_lost_total"] == 0, f"{name}: nothing was lost")
    check_same(name, site.delivered(), replayed(site.programs["celltally"], site.cells, record))


def peers_of(frame):
    """The nodes of the outermost IPv4 header, whichever is the sender; None for other frames."""
    return tuple(sorted((frame[26:30], frame[30:34]))) if frame[12:14] == b"\x08\x00" else None


def split_by_peers(capture, folder):
    """What the busiest two nodes say to one another, as a card gives it to one queue; and the rest."""
    packets = pcap_file.read(capture)
    busiest = collections.Counter(peers for _, frame in packets if (peers := peers_of(frame))).most_common(1)[0][0]
    files = [folder / "busiest.pcap", folder / "rest.pcap"]
    pcap_file.write(files[0], [packet for packet in packets if peers_of(packet[1]) == busiest])
    pcap_file.write(files[1], [packet for packet in packets if peers_of(packet[1]) != busiest])
    return files


def from_file(site, name, port, town, threads=1):
    files = [town] if threads == 1 else split_by_peers(town, site.folder)
    site.configure(port.format(*files), clock="packets", threads=threads)
    with site.probe() as probe:
        check(probe.wait_until_ready(), f"{name}: the probe is ready")
        if not check(probe.wait() == 0, f"{name}: the end of the file ends it"):
            print(probe.said())
    site.deliver()
    check_same(name, site.delivered(), replayed(site.programs["celltally"], site.cells, town))


def refuses_more_rows_than_a_segment_holds(site, town):
    site.cells.write_text("".join(f"ecgi:001-01-{cell:07x}\n" for cell in range(111_112)))
    site.configure(f"files: ['{town}']", clock="packets")
    refused = subprocess.run([site.programs["celltallyd"], "--check-config", "--config", site.config],
                             capture_output=True, text=True)
    check((refused.returncode, refused.stderr) == (78, f"celltallyd: {site.cells}: 111112 cells with 9 rows each "
          "are 1000008 rows, and a segment holds 1000000 at most; list the cells that this probe can see, or fewer "
          "counting.event_kinds and event_services\n"), "more rows than a segment holds are refused at the start")


def main():
    programs = dict(zip(("celltally", "celltallyd", "celltally-shipd"), map(os.path.abspath, sys.argv[1:4])))
    with tempfile.TemporaryDirectory(prefix="celltally-on-duty-") as scratch:
        scratch = pathlib.Path(scratch)
        town, cells = town_and_cells(programs["celltally"], scratch, people=150)
        refuses_more_rows_than_a_segment_holds(Site(scratch / "rows", programs, cells), town)
        from_file(Site(scratch / "files", programs, cells), "files", "files: ['{}']", town)
        from_file(Site(scratch / "pcap", programs, cells), "net_pcap", "vdev: 'net_pcap0,rx_pcap={}'", town)
        from_file(Site(scratch / "threads", programs, cells), "two workers and two shards",
                  "vdev: 'net_pcap0,rx_pcap={},rx_pcap={}'\n      queues: 2", town, threads=2)
        if veth_wire.why_not():
            print("skipped: " + veth_wire.why_not())
        else:
            ring = "framecnt=65536,blocksz=65536,framesz=2048"
            live(Site(scratch / "af_packet", programs, cells), "net_af_packet",
                 f"vdev: 'net_af_packet0,iface={{interface}},{ring}'", town)
            live(Site(scratch / "libpcap", programs, cells), "libpcap", "interface: {interface}", town)
    return verdicts.exit_code()


if __name__ == "__main__":
    sys.exit(main())

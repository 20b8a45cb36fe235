#!/usr/bin/env python3
"""celltallyd whose outbox cannot be written for a while: no more files may be opened, the disk becomes read-only,
is full. The fault comes while it runs, and goes.

probe_without_room.py CELLTALLY CELLTALLYD CELLTALLY_SHIPD

The oracle. While the fault lasts the probe goes on: it counts, says what is the matter in its log and its status, and
keeps windows in memory. When the fault goes, it says so, and writes all. In the end every window of an undisturbed
run is a segment with the same rows, in the same order, or one of those that a later segment declares as dropped, which
happens to make room on a full disk only; and what was not dropped is delivered.

Windows come from a pipe, hour by hour. Mounts need root.
"""

import os
import pathlib
import signal
import sys
import tempfile

import outbox_faults
import pcap_file
import verdicts
from outbox_watch import OutboxWatch
from packet_pipe import PacketPipe
from probe_site import Site, town_and_cells
from service_manager import wait_until
from verdicts import check

TROUBLE = "the outbox cannot be written: "
HOUR_NS = 3600 * 10**9


class Case:
    def __init__(self, name, site, packets, truth):
        self.name, self.site, self.packets, self.truth = name, site, packets, truth
        self.watch = OutboxWatch(site)
        self.pipe_path = site.folder / "packets"
        site.configure(f"files: ['{self.pipe_path}']", "packets", people_max=1000)

    def check(self, holds, what):
        return check(holds, f"{self.name}: {what}")

    def run(self, fault, during=lambda probe: None, may_find_room=False):
        pipe = PacketPipe(self.pipe_path, self.packets)
        first = self.packets[0][0]
        with self.site.probe() as probe:
            pipe.give(1)
            if self.check(probe.wait_until_ready(), "the probe is ready"):
                pipe.give_until(first + 3 * HOUR_NS)
                self.check(wait_until(lambda: len(self.watch.look() or self.watch.seen) >= 4, probe.process),
                           "it writes segments")
                with fault(self.site, probe.process.pid):
                    pipe.give_until(first + 8 * HOUR_NS)
                    self.check(wait_until(lambda: f"warning: {TROUBLE}" in probe.said() or may_find_room and
                                          self.status("segments_dropped_total") >= 4, probe.process),
                               "its log says that the outbox cannot be written")
                    during(probe)
                self.check(wait_until(lambda: self.site.status() is not None), "its status can be asked")
                pipe.give_until(first + 12 * HOUR_NS)
                self.check(wait_until(lambda: probe.said().count(f"info: over: {TROUBLE}") ==
                                      probe.said().count(f"warning: {TROUBLE}"), probe.process),
                           "its log says that this is over")
                pipe.give(len(self.packets))
            pipe.close()
            if not self.check(probe.wait() == 0, "it ends well with the file") or verdicts.failures:
                print(probe.said())

    def status(self, key):
        return (self.site.status() or {}).get(key, 0)

    def keeps_in_memory(self, probe):
        """Five hours' windows but for the last, which the fault may have missed."""
        self.watch.look()
        held = len(self.watch.seen)
        self.check(wait_until(lambda: self.site.status()["outbox_segments_in_memory"] >= 8, probe.process),
                   "it goes on counting, and keeps what it counted in memory")
        self.check(any(TROUBLE in line for line in self.site.status()["problems"]), "its status says why")
        self.watch.look()
        self.check(len(self.watch.seen) == held, "nothing is in the folder that was not there before")

    def refuses_to_reload(self, probe):
        probe.process.send_signal(signal.SIGHUP)
        self.check(wait_until(lambda: "nothing was reloaded" in probe.said(), probe.process),
                   "what it cannot reload stays in force")

    def account(self, may_drop):
        self.watch.look()
        dropped = self.watch.declared()
        start = min([*self.watch.seen, *dropped])
        numbers = range(start, start + len(self.truth))
        written = set(self.watch.seen)
        self.check(written | dropped == set(numbers), f"{len(self.truth)} windows = {len(written - dropped)} segments "
                   f"+ {len(dropped)} declared dropped")
        wrong = [number for number in written if number not in numbers or
                 self.watch.seen[number].counts != self.truth[number - start]]
        self.check(not wrong, "their rows are those of an undisturbed run, in its order")
        self.check(may_drop or not dropped, "nothing is dropped but to make room")
        self.check(not self.watch.problems and self.watch.verify() == "" and not self.watch.unfinished(),
                   "the chain is whole, and no file half written")
        print(self.watch.verify(), *self.watch.problems, sep="")
        self.site.deliver()
        delivered = {number for (number,) in self.site.ask("select sequence from segments")}
        self.check(delivered == set(numbers) - dropped, f"{len(delivered)} segments are delivered")


def truth_of(site, town):
    """The rows of each window, in the order of closing, of a run that nothing disturbs."""
    site.configure(f"files: ['{town}']", "packets", people_max=1000)
    with site.probe() as probe:
        check(probe.wait() == 0, "an undisturbed run ends well")
    watch = OutboxWatch(site)
    watch.look()
    return [watch.seen[number].counts for number in sorted(watch.seen)]


def main():
    programs = dict(zip(("celltally", "celltallyd", "celltally-shipd"), map(os.path.abspath, sys.argv[1:4])))
    with tempfile.TemporaryDirectory(prefix="celltally-room-") as scratch:
        scratch = pathlib.Path(scratch)
        town, cells = town_and_cells(programs["celltally"], scratch, people=150)
        truth, packets = truth_of(Site(scratch / "truth", programs, cells), town), pcap_file.read(town)

        def case(name):
            return Case(name, Site(scratch / name.replace(" ", "-"), programs, cells), packets, truth)

        files = case("no more files")
        files.run(outbox_faults.no_more_files, files.refuses_to_reload)
        files.account(may_drop=False)
        print("skipped: quota: who may do anything, as here, is not held to one; tests/outbox fails with EDQUOT")
        why_not = outbox_faults.why_no_mounts(files.site.folder)
        if why_not:
            print("skipped: " + why_not)
            return verdicts.exit_code()
        disk = case("read-only")
        with outbox_faults.tmpfs(disk.site.outbox, "size=8m"):
            disk.run(outbox_faults.read_only, disk.keeps_in_memory)
            disk.account(may_drop=False)
        disk = case("full disk")
        with outbox_faults.tmpfs(disk.site.outbox, "size=512k"):
            disk.run(outbox_faults.full, may_find_room=True)
            disk.account(may_drop=True)
    return verdicts.exit_code()


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
"""SIGHUP to the probe: cells and rules of machines are taken, a broken list leaves what was in force, and a setting
that takes a restart is told. The log holds back what it said within the last minute.

probe_reload.py CELLTALLY CELLTALLYD CELLTALLY_SHIPD
"""

import os
import pathlib
import signal
import subprocess
import sys
import tempfile

import verdicts
from probe_site import Site, town_and_cells
from service_manager import wait_until
from verdicts import check

# Said at any time soon after the probe is ready.
OF_THE_START = ("captures as", "clock is not synchronised")
REFUSED = "error: nothing was reloaded: what was in force stays in force"


KEPT = "the last reload was refused, and what was in force stays: "


def refused(site):
    return [line for line in site.status()["problems"] if "reload" in line]


def configure(site, machines, grace="1min", more=""):
    site.configure("vdev: net_ring0")
    text = site.config.read_text()
    site.config.write_text(text.replace("counting:\n", f"counting:\n  machines: {machines}\n  grace: {grace}\n{more}"))


def reload(probe, word):
    """Until it has said so once more; each line that it said since, without its time."""
    before = probe.said()
    probe.process.send_signal(signal.SIGHUP)
    probe.wait_until_ready()  # hears what it notifies, too, or it would wait for us
    wait_until(lambda: word in probe.said()[len(before):], probe.process)
    said = [line.partition(" ")[2] for line in probe.said()[len(before):].splitlines()]
    return [line for line in said if not any(words in line for words in OF_THE_START)]


def run(site):
    rules, others = site.folder / "machines.txt", site.folder / "others.txt"
    rules.write_text("tac 35345678\n")
    configure(site, rules)
    listed = site.cells.read_text().split()
    enbs = len({cell[:-2] for cell in listed})
    cells = f"info: reloaded {len(listed)} cells, in force from the next day (04:00): " \
            f"0 with a position, {enbs} site{'s' * (enbs != 1)}, 0 zones, {len(listed)} in no zone"

    def machines(count):
        return f"info: reloaded {count} rules of machines, in force from the next day (04:00)"

    with site.probe() as probe:
        if not check(probe.wait_until_ready(), "the probe is ready"):
            return print(probe.said())
        rules.write_text("tac 35345678\nimsi 90170  # meters\napn iot.example\n")
        said = reload(probe, "rules of machines")
        check(said == [cells, machines(3)] or print(said), "new rules are taken, for the next day")

        rules.write_text("tac 35345678\ntac 1234\n")
        said = reload(probe, "nothing was reloaded")
        check(said == [f"error: {rules}:2: tac is not 8 digits; write tac 35345678", REFUSED] or print(said),
              "a broken list is told of, and what was in force stays")
        check(refused(site) == [f"{KEPT}{rules}:2: tac is not 8 digits; write tac 35345678"],
              "status goes on telling that, too")
        rules.unlink()
        said = reload(probe, "put the file there")
        check(len(said) == 1 and f"counting.machines: \"{rules}\" cannot be read: No such file or directory" in said[0]
              or print(said), "and so is one that is gone")

        others.write_text("imsi 90170\n")
        configure(site, others)
        said = reload(probe, "rules of machines")
        check(said == [machines(1)] or print(said), "another file beside it needs no restart")
        check(refused(site) == [], "and the problem is over")
        others.write_text("imsi 90170\ntac 35345678\n")
        configure(site, others, grace="2min")
        said = reload(probe, "restart for the rest")
        check(said == [machines(2),
                       f"warning: {site.config}: only probe.cells, cells_columns and zones, counting.level, home_networks, "
                       "leave_out_temporary, machines, segments, opted_out and operator_key, log, and without noise counting.grain are reloaded; "
                       "restart for the rest"] or print(said), "what takes a restart is told")

        key, imsis, listed = site.folder / "operator.key", site.folder / "imsis", site.folder / "opted-out.list"
        key.write_text("0123456789abcdef" * 4)
        key.chmod(0o600)
        imsis.write_text("001011000000001\n001011000000002\n")
        subprocess.run([site.programs["celltally"], "prepare-list", imsis, "--operator-key", key, "--out", listed], check=True)
        configure(site, others, more=f"  opted_out: {listed}\n  operator_key: {key}\n")
        said = reload(probe, "people in lists")
        check("info: reloaded 2 people in lists, 2 of them opted out, in force from the next day (04:00)" in said
              or print(said), "a list of those who have opted out is taken, for the next day")
        imsis.write_text("001011000000001\n001011000000003\n001011000000004\n")
        subprocess.run([site.programs["celltally"], "prepare-list", imsis, "--operator-key", key, "--out", listed], check=True)
        said = reload(probe, "3 people in lists")
        check(said == ["info: reloaded 3 people in lists, 3 of them opted out, in force from the next day (04:00)"] or print(said),
              "and another, which does not say that it holds before, for in this day nobody could opt out")
        listed.write_text(imsis.read_text())
        said = reload(probe, "under which key")
        check(said == [f"error: {listed}:1: does not say under which key its identities are hashed; write it with "
                       "celltally prepare-list, whose first line is # celltally key and 16 digits"]
              or print(said), "a list of IMSIs is refused, and none of them told")
        check(len(refused(site)) == 1 and f"{KEPT}{listed}:1: does not say" in refused(site)[0], "status says so")
        check(probe.stop() == 0, "SIGTERM ends it")


def main():
    programs = dict(zip(("celltally", "celltallyd", "celltally-shipd"), map(os.path.abspath, sys.argv[1:4])))
    with tempfile.TemporaryDirectory(prefix="celltally-reload-") as scratch:
        scratch = pathlib.Path(scratch)
        _, cells = town_and_cells(programs["celltally"], scratch, people=20, hours="6-8")
        run(Site(scratch / "site", programs, cells))
    return verdicts.exit_code()


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
"""tshark reads every kind of packet that `celltally simulate` writes, and finds nothing wrong with any.

world_dissection.py PROGRAM
"""

import pathlib
import shutil
import subprocess
import sys
import tempfile

from verdicts import check, exit_code

SKIPPED = 77

# Each interface, and the protocol that tshark is to find in its packets.
INTERFACES = {"s1ap": "s1ap", "s11": "gtpv2", "ngap": "ngap", "pfcp": "pfcp", "gtpv1": "gtp",
              "gx": "diameter", "sgs": "sgsap", "radius": "radius"}

# Ways to see them, and the protocol that is around them then.
VIEWS = {"plain": ([], "eth"), "bundled": (["--bundle"], "eth"), "gre": (["--mirror", "gre"], "gre"),
         "erspan": (["--mirror", "erspan"], "erspan"), "vxlan": (["--mirror", "vxlan"], "vxlan")}


def read(capture, display_filter, *fields):
    words = ["tshark", "-n", "-o", "sctp.reassembly:TRUE", "-r", capture, "-T", "fields"]
    for field in fields:
        words += ["-e", field]
    return subprocess.run([*words, "-Y", display_filter], capture_output=True, text=True,
                          check=True).stdout.splitlines()


def check_capture(name, capture, protocol, around):
    """Every packet has the protocol, none is malformed or has a warning or error about it."""
    all_packets = len(read(capture, "frame", "frame.number"))
    check(all_packets > 10, f"{name}: {all_packets} packets")
    found = len(read(capture, f"{protocol} && {around}", "frame.number"))
    check(found == all_packets, f"{name}: each is {protocol} in {around} ({found})")
    wrong = read(capture, "_ws.malformed || _ws.expert.severity >= 0x600000", "frame.number",
                 "_ws.expert.message")
    check(not wrong, f"{name}: tshark has nothing to complain of {wrong[:3]}")


def simulate(program, capture, *options):
    subprocess.run([program, "simulate", str(capture), "--people", "120", "--hours", "8-14",
                    "--interfaces", ",".join(INTERFACES), *options], check=True)


def check_bundles(capture):
    chunks = read(capture, "sctp", "sctp.chunk_type")
    check(any("," in each for each in chunks), "bundled: some packets hold several messages")


def check_user_plane(program, folder):
    """Of a hundred packets so many are user plane, and it is as well-formed as the rest."""
    capture = folder / "filled.pcap"
    subprocess.run([program, "simulate", str(capture), "--people", "100", "--hours", "8-12",
                    "--gtpu", "40", "--fragments", "10", "--duplicates", "10", "--reorder", "10",
                    "--loss", "10"], check=True)
    kinds = read(capture, "frame", "udp.dstport")
    share = sum(each.startswith("2152") for each in kinds) / len(kinds)
    check(0.37 < share < 0.43, f"filled: {share:.1%} user plane")
    wrong = read(capture, "_ws.malformed || _ws.expert.severity >= 0x800000", "frame.number")
    check(not wrong, "filled: with loss, copies, fragments and disorder nothing is malformed")


def main():
    if len(sys.argv) != 2:
        print(__doc__)
        return 2
    if not shutil.which("tshark"):
        print("skipped: tshark is not installed")
        return SKIPPED
    program = str(pathlib.Path(sys.argv[1]).resolve())
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        for view, (options, around) in VIEWS.items():
            simulate(program, folder / f"{view}.pcap", *options)
            for interface, protocol in INTERFACES.items():
                check_capture(f"{view} {interface}", folder / f"{view}.{interface}.pcap", protocol,
                              around)
        check_bundles(folder / "bundled.s1ap.pcap")
        check_user_plane(program, folder)
    return exit_code()


if __name__ == "__main__":
    sys.exit(main())

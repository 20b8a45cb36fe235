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


WARNING, ERROR = 0x600000, 0x800000


class Packets:
    """What tshark says of each packet of a capture: protocols, severities of remarks, and some fields."""

    FIELDS = ("frame.protocols", "_ws.expert.severity", "sctp.chunk_type", "udp.dstport", "_ws.expert.message")

    def __init__(self, capture):
        words = ["tshark", "-n", "-o", "sctp.reassembly:TRUE", "-r", capture, "-T", "fields"]
        for field in self.FIELDS:
            words += ["-e", field]
        run = subprocess.run(words, capture_output=True, text=True, check=True)
        self.rows = [line.split("\t") for line in run.stdout.splitlines()]

    def __len__(self):
        return len(self.rows)

    def of(self, *protocols):
        return sum(set(protocols) <= set(row[0].split(":")) for row in self.rows)

    def remarks(self, severity):
        return [row[4] for row in self.rows
                if "_ws.malformed" in row[0] or any(int(each) >= severity for each in row[1].split(",") if each)]


def check_capture(name, packets, protocol, around):
    """Every packet has the protocol, none is malformed or has a warning or error about it."""
    check(len(packets) > 10, f"{name}: {len(packets)} packets")
    found = packets.of(protocol, around)
    check(found == len(packets), f"{name}: each is {protocol} in {around} ({found})")
    remarks = packets.remarks(WARNING)
    check(not remarks, f"{name}: tshark has nothing to complain of {remarks[:3]}")


def simulate(program, capture, *options):
    subprocess.run([program, "simulate", str(capture), "--people", "120", "--hours", "8-14",
                    "--interfaces", ",".join(INTERFACES), *options], check=True)


def check_user_plane(program, folder):
    """Of a hundred packets so many are user plane, and it is as well-formed as the rest."""
    capture = folder / "filled.pcap"
    subprocess.run([program, "simulate", str(capture), "--people", "100", "--hours", "8-12",
                    "--gtpu", "40", "--fragments", "10", "--duplicates", "10", "--reorder", "10",
                    "--loss", "10"], check=True)
    packets = Packets(capture)
    share = sum(row[3].startswith("2152") for row in packets.rows) / len(packets)
    check(0.37 < share < 0.43, f"filled: {share:.1%} user plane")
    check(not packets.remarks(ERROR), "filled: with loss, copies, fragments and disorder nothing is malformed")


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
                packets = Packets(folder / f"{view}.{interface}.pcap")
                check_capture(f"{view} {interface}", packets, protocol, around)
                if view == "bundled" and interface == "s1ap":
                    check(any("," in row[2] for row in packets.rows), "some packets hold several messages")
        check_user_plane(program, folder)
    return exit_code()


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
"""No identity leaves the program: not in results, messages, or files, in any form.

canary.py PROGRAM    makes a capture of made-up identities, runs everything on it, and searches
canary.py --self-test    plants an identity in every form and expects each to be found (run first
                         in any case)
"""

import os
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile

import identifier_search
import pcap_file


def self_test():
    """The search finds every form wherever it stands, and nothing where nothing is."""
    identities = ["001010123456789", "00101012345678", "999701234567", "0010010012345601"]
    search = identifier_search.Search(identities)
    noise = random.Random(1).randbytes(5000)
    failures = ["found in noise: " + line for line in search.find("noise", noise)]
    for number, digits in enumerate(identities, 1):
        for name, octets in identifier_search.forms(digits):
            for before in (0, 1, 2, 77):
                planted = noise[:before] + octets + noise[:50]
                wanted = f"planted: identifier {number} as {name}, at octet {before}"
                if wanted not in search.find("planted", planted):
                    failures.append(f"not found: {name} of identifier {number} after {before}")
        # Whole texts as other programs would encode them.
        for i in range(3):
            for raw in (digits.encode(), identifier_search.tbcd(digits)):
                text = identifier_search.base64.b64encode(b"xyz"[:i] + raw + b"tail")
                if not search.find("base64", text):
                    failures.append(f"not found: base64 of identifier {number} after {i}")
    for failure in failures:
        print(failure)
    print(f"self-test: {len(failures)} failures")
    return not failures


def damaged(capture, path):
    """A copy that is cut in the middle of a packet, with garbage in some signalling."""
    data = bytearray(capture.read_bytes())
    shuffled = random.Random(2)
    for _ in range(2000):
        data[shuffled.randrange(24 + 16 + 60, len(data) * 2 // 3)] ^= 1 << shuffled.randrange(8)
    path.write_bytes(data[: len(data) * 2 // 3 + 7])
    return path


def truncated_packets(capture, path):
    """A copy in which every packet was captured in part only."""
    packets = pcap_file.read(capture)
    pcap_file.write(path, [(at, frame[: 60 + i % 60]) for i, (at, frame) in enumerate(packets)])
    return path


def commands(folder, captures):
    """Every way to run the program that reads packets, or that fails: (exit code, arguments)."""
    town, cut, truncated = captures
    override = "--i-know-that-small-groups-identify-people"
    for code, capture in ((0, town), (1, cut), (0, truncated)):
        yield code, ["replay", capture]
        yield code, ["decode", capture]
        yield code, ["decode", "--json", capture]
        for form in ("--json", "--csv"):
            yield code, ["replay", form, capture]
            yield code, ["replay", form, "--exact", capture]
            yield code, ["replay", form, "--people-min", "5", override, capture]
    yield 0, ["replay", "--exact", town]
    yield 0, ["replay", "--summary", folder / "summary.json", town]
    yield 0, ["replay", "--exact", "--summary", folder / "summary-exact.json", town]
    yield 0, ["replay", "--people-max", "1000", town]
    yield 0, ["replay", "--drop-test-networks", town]
    yield 1, ["replay", *captures]
    yield 2, ["replay", "--timezone", "Nowhere/Land", town]
    yield 2, ["replay", "--people-min", "0", town]
    yield 78, ["replay", "--cells", town, town]  # not a cell inventory; an error that quotes it leaks
    listed = ["--operator-key", folder / "operator.key"]
    yield 0, ["prepare-list", folder / "opted-out", *listed, "--out", folder / "opted-out.list"]
    yield 0, ["prepare-list", folder / "segments", *listed, "--out", folder / "segments.list"]
    yield 78, ["prepare-list", folder / "broken", *listed]
    yield 78, ["prepare-list", town, *listed]
    yield 0, ["replay", "--exact", "--opted-out", folder / "opted-out.list", "--segments", folder / "segments.list",
              *listed, town]
    yield 78, ["replay", "--opted-out", folder / "opted-out", *listed, town]  # the IMSIs themselves
    yield 78, ["replay", "--segments", folder / "segments", *listed, town]
    yield 1, ["replay", folder / "missing.pcap"]
    yield 1, ["decode", folder / "missing.pcap"]
    yield 0, ["replay", "--help"]
    yield 0, ["decode", "--help"]
    yield 2, ["replay"]
    yield 2, ["nonsense"]


def working_strace(folder):
    """The path of strace, if it is there and may trace."""
    strace = shutil.which("strace")
    if strace and subprocess.run([strace, "-o", folder / "strace.log", "true"],
                                 capture_output=True, check=False).returncode == 0:
        return strace
    print("without strace: only what the program wrote to its outputs and files is searched")
    return None


def run(program, code, arguments, folder, strace):
    """What the program wrote, as (where, bytes). With strace: everything that it wrote anywhere."""
    name = " ".join(str(each).replace(str(folder), "") for each in arguments)
    command = [program, *map(str, arguments)]
    log = folder / "strace.log"
    environment = dict(os.environ)
    if strace:
        environment["ASAN_OPTIONS"] = "detect_leaks=0"  # the leak sanitizer does not work under ptrace
        command = [strace, "-f", "-xx", "-s", "1000000", "-e",
                   "trace=write,writev,pwrite64,sendto,sendmsg,openat", "-o", str(log), *command]
    result = subprocess.run(command, capture_output=True, cwd=folder, env=environment, timeout=600,
                            check=False)
    if result.returncode != code:
        raise RuntimeError(f"{name}: ended with {result.returncode}, not {code}")
    yield f"{name}: stdout", result.stdout
    yield f"{name}: stderr", result.stderr
    if strace:
        yield f"{name}: system calls", re.sub(
            rb"\\x([0-9a-f]{2})", lambda each: bytes.fromhex(each[1].decode()), log.read_bytes())
        log.unlink()


def identities_in(path):
    return sorted(set(path.read_text().split()))


def search_everything(program, folder):
    town = folder / "town.pcap"
    listed = folder / "identifiers"
    opted_out, segments, broken = folder / "opted-out", folder / "segments", folder / "broken"
    subprocess.run([program, "simulate", str(town), "--people", "60", "--identifiers", str(listed),
                    "--opted-out-out", opted_out, "--segments-out", segments], check=True)
    broken.write_text(opted_out.read_text() + "".join(line + "7\n" for line in segments.read_text().split()))
    key = folder / "operator.key"
    key.write_text("0123456789abcdef" * 4)
    key.chmod(0o600)
    search = identifier_search.Search(identities_in(listed))
    listed.unlink()
    if not search.find("capture", town.read_bytes()):
        return ["the search finds no identity in the capture itself"]
    captures = [town, damaged(town, folder / "damaged.pcap"),
                truncated_packets(town, folder / "truncated.pcap")]
    inputs = {*captures, opted_out, segments, broken}
    found, runs, octets = [], 0, 0
    strace = working_strace(folder)
    for code, arguments in commands(folder, captures):
        traced = strace if arguments[-1] == town else None
        for where, written in run(program, code, arguments, folder, traced):
            found += search.find(where, written)
            octets += len(written)
        runs += 1
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path not in inputs:
            found += search.find(f"file {path.name}", path.read_bytes())
            octets += path.stat().st_size
    print(f"{runs} runs, {octets} octets searched")
    return found


def main():
    if not self_test():
        return 1
    if sys.argv[1:] == ["--self-test"]:
        return 0
    if len(sys.argv) != 2:
        print(__doc__)
        return 2
    with tempfile.TemporaryDirectory() as folder:
        found = search_everything(os.path.abspath(sys.argv[1]), pathlib.Path(folder))
    if "BIND_NOW" not in subprocess.run(["readelf", "-d", sys.argv[1]], capture_output=True, text=True).stdout:
        found.append("functions are looked up at their first call, which writes registers, identifiers in them, to the stack")
    for line in found:
        print(line)
    print(f"identities found: {len(found)}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
"""Runs every fuzz target of the preset fuzz-coverage over its seeds, and tells how much of the lines of
decode/ they reach together: each file, the total, and failure where the total is below the mark.

    coverage.py BUILD_FOLDER [SECONDS]    with SECONDS, each target also fuzzes for so long

BUILD_FOLDER/lines.txt shows the lines, with how often each was reached.
"""
import json
import pathlib
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

PERCENT_MIN = 95.0
SOURCES = pathlib.Path(__file__).resolve().parent.parent


def run_target(build, target, seconds):
    """Gives the target's profile."""
    profile = build / "profiles" / f"{target.name}.profraw"
    found = build / "found" / target.name
    found.mkdir(parents=True, exist_ok=True)
    seeds = SOURCES / "fuzz" / "corpus" / target.name.removeprefix("fuzz_")
    work = [f"-max_total_time={seconds}", found, seeds] if seconds else ["-runs=0", seeds]
    done = subprocess.run([target, f"-artifact_prefix={found}-", *work], text=True, errors="replace",
                          env={"LLVM_PROFILE_FILE": str(profile)}, capture_output=True)
    if done.returncode != 0:
        sys.exit(f"{target.name} failed:\n{done.stderr[-3000:]}")
    return profile


def llvm_cov(build, targets, *arguments):
    objects = [part for target in targets[1:] for part in ("-object", target)]
    return subprocess.run(["llvm-cov", arguments[0], f"-instr-profile={build}/all.profdata", targets[0], *objects,
                           *arguments[1:]], check=True, capture_output=True, text=True).stdout


def main():
    build = pathlib.Path(sys.argv[1])
    seconds = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    targets = sorted((build / "bin").glob("fuzz_*"))
    (build / "profiles").mkdir(exist_ok=True)
    with ThreadPoolExecutor(max_workers=2) as pool:
        profiles = list(pool.map(lambda target: run_target(build, target, seconds), targets))
    subprocess.run(["llvm-profdata", "merge", *profiles, "-o", build / "all.profdata"], check=True)

    everything = json.loads(llvm_cov(build, targets, "export", "-summary-only"))["data"][0]["files"]
    files = [each for each in everything if pathlib.Path(each["filename"]).resolve().parent == SOURCES / "decode"]
    others = {pathlib.Path(each["filename"]).parent.name for each in everything} - {"decode"}
    (build / "lines.txt").write_text(
        llvm_cov(build, targets, "show", f"-ignore-filename-regex=/({'|'.join(sorted(others))})/[^/]*$"))
    count = covered = 0
    print("lines reached  of  percent  file")
    for file in sorted(files, key=lambda each: each["summary"]["lines"]["percent"]):
        lines = file["summary"]["lines"]
        count += lines["count"]
        covered += lines["covered"]
        print(f"{lines['covered']:13} {lines['count']:4} {lines['percent']:7.2f}%  {pathlib.Path(file['filename']).name}")
    percent = 100 * covered / count
    print(f"{covered:13} {count:4} {percent:7.2f}%  decode/ in all; the mark is {PERCENT_MIN} %")
    return 0 if percent >= PERCENT_MIN else 1


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
"""How much of the machine each unit leaves open, by `systemd-analyze security`: as shipped, and with each drop-in. And whether
systemd understands every line of them.

exposure.py SOURCE-FOLDER

77: skipped, and says why.
"""

import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

# Unit, drop-ins of the examples, most exposure, on systemd's scale from 0 to 10.
LIMITS = [
    ("celltallyd", [], 0.9),
    ("celltallyd", ["lab"], 0.9),
    ("celltallyd", ["huge-pages"], 0.9),
    ("celltallyd", ["kernel-interface"], 2.3),
    ("celltallyd", ["libpcap"], 1.9),
    ("celltallyd", ["vfio"], 1.2),
    ("celltallyd", ["kernel-interface", "vfio"], 2.6),
    ("celltally-shipd", [], 1.5),
    ("celltally-shipd", ["credentials"], 1.5),
]
# What must be said whatever the score.
LINES = {
    "celltallyd": ["PrivateNetwork=yes", "IPAddressDeny=any", "LimitCORE=0", "MemorySwapMax=0", "LimitMEMLOCK=infinity",
                   "RestartPreventExitStatus=78", "WatchdogSignal=SIGKILL", "Type=notify", "NotifyAccess=main"],
    "celltally-shipd": ["LimitCORE=0", "RestartPreventExitStatus=78", "WatchdogSignal=SIGKILL", "Type=notify",
                        "BindReadOnlyPaths=/var/lib/celltally/outbox", "CapabilityBoundingSet="],
}


def analyze(*arguments):
    return subprocess.run(["systemd-analyze", "--no-pager", *map(str, arguments)], capture_output=True, text=True,
                          env={"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL": "C.UTF-8"})


def tree_with(folder, source, unit, drop_ins):
    """As a machine would have them, its programs included: systemd looks for those too."""
    units = folder / "usr/lib/systemd/system"
    shutil.copytree("/usr/lib/systemd/system", units, symlinks=True)
    extras = units / f"{unit}.service.d"
    extras.mkdir()
    shutil.copy(source / "systemd" / f"{unit}.service", units)
    for name in drop_ins:
        shutil.copy(source / "systemd/examples" / f"{unit}.service.d" / f"{name}.conf", extras)
    for program in ("celltallyd", "celltally-shipd", "kill"):
        place = folder / ("usr/bin" if program == "kill" else "usr/sbin") / program
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text("#!/bin/sh\n")
        place.chmod(0o755)
    (folder / "bin").symlink_to("usr/bin")


def exposure(folder, unit):
    done = analyze("security", "--offline=true", f"--root={folder}", f"{unit}.service")
    told = re.search(r"Overall exposure level for \S+: ([0-9.]+)", done.stdout)
    return float(told.group(1)) if told else None, done


def failures_of(source, unit, drop_ins, most):
    name = " with ".join([unit, *drop_ins])
    with tempfile.TemporaryDirectory() as scratch:
        folder = pathlib.Path(scratch)
        tree_with(folder, source, unit, drop_ins)
        found, done = exposure(folder, unit)
        complaints = [line for line in analyze("verify", "--man=no", f"--root={folder}", f"{unit}.service").stderr.splitlines()
                      if unit in line or any(f"{drop_in}.conf" in line for drop_in in drop_ins)]
    if found is None:
        return [f"{name}: no exposure told: {done.stdout[-300:]}{done.stderr[-300:]}"]
    print(f"{name}: {found}, at most {most}")
    problems = [f"{name}: {line}" for line in complaints]
    if found > most:
        open_doors = [line for line in done.stdout.splitlines() if "✗" in line]
        problems.append(f"{name}: exposure {found}, at most {most}:\n" + "\n".join(open_doors))
    return problems


def main():
    source = pathlib.Path(sys.argv[1])
    if shutil.which("systemd-analyze") is None:
        print("skipped: systemd-analyze is not here (Debian package systemd)")
        return 77
    if analyze("security", "--help").returncode != 0 or "--offline" not in analyze("--help").stdout:
        print("skipped: this systemd-analyze cannot look at units offline; it takes version 250")
        return 77
    failures = [problem for limit in LIMITS for problem in failures_of(source, *limit)]
    for unit, lines in LINES.items():
        text = (source / "systemd" / f"{unit}.service").read_text().splitlines()
        failures += [f"{unit}.service lacks {line}" for line in lines if line not in text]
    examples = {(path.parent.name.removesuffix(".service.d"), path.stem)
                for path in (source / "systemd/examples").glob("*.service.d/*.conf")}
    tried = {(unit, name) for unit, drop_ins, _ in LIMITS for name in drop_ins}
    failures += [f"nobody looks at drop-in {name} of {unit}" for unit, name in sorted(examples - tried)]
    print(*failures, sep="\n")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())

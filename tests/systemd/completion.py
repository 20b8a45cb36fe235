#!/usr/bin/env python3
"""bash completes celltally's commands and options, and knows those that the program knows.

completion.py SOURCE-FOLDER CELLTALLY

77: skipped, and says why.
"""

import pathlib
import re
import shutil
import subprocess
import sys

LIBRARY = pathlib.Path("/usr/share/bash-completion/bash_completion")


def completed(source, program, *words):
    """What follows the words; the last one is what has been typed so far."""
    script = f"""
      source {LIBRARY}; source {source}/packaging/celltally.bash-completion
      COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMP_LINE="$*"; COMP_POINT=${{#COMP_LINE}}
      _celltally "$1" "${{@: -1}}" "${{@: -2:1}}"; printf '%s\\n' "${{COMPREPLY[@]}}"
    """
    done = subprocess.run(["bash", "-c", script, "test", str(program), *words], capture_output=True, text=True, check=True)
    return sorted(done.stdout.split())


def told(program, section, *command):
    text = subprocess.run([program, *command, "--help"], capture_output=True, text=True, check=True).stdout
    lines = re.search(rf"^{section}:\n((?:  .*\n)+)", text, re.M)
    names = re.findall(r"^  (\S[^\s=:\[]*)", lines.group(1), re.M) if lines else []
    return sorted(name for line in names for name in line.split(","))


def main():
    source, program = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
    if not LIBRARY.exists() or shutil.which("bash") is None:
        print("skipped: bash-completion is not here (Debian package bash-completion)")
        return 77
    failures = []

    def check(got, due, what):
        print(("ok      " if got == due and due else "FAILED  ") + what, "" if got == due else f"got {got}, due {due}")
        if got != due or not due:
            failures.append(what)

    commands = told(program, "Subcommands")
    check(completed(source, program, ""), commands, "the commands")
    check(completed(source, program, "va"), ["validate"], "the beginning of one")
    for command in commands:
        check(completed(source, program, command, "-"), told(program, "Options", command), f"{command}: options")
        inner = told(program, "Subcommands", command)
        if inner:
            check(completed(source, program, command, ""), inner, f"{command}: commands")
        for job in inner:
            check(completed(source, program, command, job, "-"), told(program, "Options", command, job), f"{command} {job}: options")
    check(completed(source, program, "validate", "--for", "s"), ["shipper"], "validate --for")
    check("Europe/Paris" in completed(source, program, "replay", "--timezone", "Europe/"), True, "replay --timezone")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())

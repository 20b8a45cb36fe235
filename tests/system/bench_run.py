#!/usr/bin/env python3
"""bench/run goes on without dpdk-testpmd, and with one that exits at once or says nothing.

bench_run.py PROGRAM    (PROGRAM is not used)
"""

import importlib.machinery
import importlib.util
import os
import pathlib
import sys
import tempfile
import time

_RUN = pathlib.Path(__file__).resolve().parent.parent.parent / "bench" / "run"


def bench_run():
    loader = importlib.machinery.SourceFileLoader("bench_run_script", str(_RUN))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader(loader.name, loader))
    loader.exec_module(module)
    module.TESTPMD_SECONDS, module.END_SECONDS = 2, 1
    return module


def main():
    run = bench_run()
    programs = {
        "missing": (None, None),
        "not a program": ("no program at all", None),
        "exits at once": ("#!/bin/sh\nexit 1\n", None),
        "silent": ("#!/bin/sh\nread wait\n", None),
        "half a line": ("#!/bin/sh\nprintf Rx-pps:\nread wait\n", None),
        "deaf": ("#!/bin/sh\nexec /bin/sleep 60\n", None),
        "as it should be": ("#!/bin/sh\necho '  Rx-pps:   7   Rx-bps: 9'\nread wait\n", 7),
    }
    failures = 0
    for name, (text, wanted) in programs.items():
        with tempfile.TemporaryDirectory() as folder:
            if text:
                program = pathlib.Path(folder) / "dpdk-testpmd"
                program.write_text(text)
                program.chmod(0o755)
            os.environ["PATH"] = folder
            begun = time.monotonic()
            rate = run.testpmd("none.pcap", endless=False)
            good = rate == wanted and time.monotonic() - begun < 30
            failures += not good
            print(("ok      " if good else "FAILED  ") + f"{name}: {rate}")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())

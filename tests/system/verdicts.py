"""What a system test found: a line for each thing that was checked, and whether any failed."""

failures = []


def check(holds, what):
    print(("ok      " if holds else "FAILED  ") + what, flush=True)
    if not holds:
        failures.append(what)
    return holds


def exit_code():
    print(f"{len(failures)} failed" if failures else "all good")
    return 1 if failures else 0

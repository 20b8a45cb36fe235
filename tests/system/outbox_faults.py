"""What can befall the folder of a running probe: each fault is made, and undone. Mounts need root."""

import contextlib
import os
import pathlib
import resource
import subprocess
import sys
import time

from service_manager import wait_until


@contextlib.contextmanager
def tmpfs(folder, options):
    subprocess.run(["mount", "-t", "tmpfs", "-o", options, "celltally-test", folder], check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", folder], check=True)


def why_no_mounts(folder):
    """Why no file system can be mounted here; empty when one can."""
    if os.geteuid() != 0:
        return "mounts need root"
    done = subprocess.run(["mount", "-t", "tmpfs", "celltally-test", folder], capture_output=True, text=True)
    if done.returncode != 0:
        return "no mounts: " + done.stderr.strip()
    subprocess.run(["umount", folder], check=True)
    return ""


def remount(folder, options):
    """Again while somebody writes there: then the system does not make it read-only."""
    words = ["mount", "-o", "remount," + options, folder]
    if not wait_until(lambda: subprocess.run(words, stderr=subprocess.DEVNULL).returncode == 0):
        raise RuntimeError(f"{folder} cannot be remounted {options}")


def open_files(pid):
    """What each open number is, once no file has been opened or closed for a while."""
    now = None
    for _ in range(400):
        before, now = now, {}
        for number in os.listdir(f"/proc/{pid}/fd"):
            with contextlib.suppress(FileNotFoundError):
                now[int(number)] = os.readlink(f"/proc/{pid}/fd/{number}")
        if now == before:
            break
        time.sleep(0.3)
    return now


@contextlib.contextmanager
def no_more_files(site, pid):
    """EMFILE: not one file more can be opened. A segment that is being written leaves its number free again."""
    before = resource.prlimit(pid, resource.RLIMIT_NOFILE)
    taken = open_files(pid)
    free = next(number for number in range(len(taken) + 1) if number not in taken)
    resource.prlimit(pid, resource.RLIMIT_NOFILE, (free, before[1]))
    try:
        yield
    finally:
        resource.prlimit(pid, resource.RLIMIT_NOFILE, before)


@contextlib.contextmanager
def read_only(site, pid):
    """EROFS."""
    remount(site.outbox, "ro")
    try:
        yield
    finally:
        remount(site.outbox, "rw")


@contextlib.contextmanager
def full(site, pid):
    """ENOSPC: somebody takes all the room, also what the probe frees."""
    path = site.outbox / "somebody-else"
    filler = subprocess.Popen([sys.executable, pathlib.Path(__file__).with_name("disk_filler.py"), path])
    try:
        wait_until(lambda: os.statvfs(site.outbox).f_bfree == 0)
        yield
    finally:
        filler.kill()
        filler.wait()
        path.unlink()

"""What each daemon can do: by its unit, tried with a program in its place; and by itself, tried on the running process."""

import contextlib
import os
import pathlib

from tracee import Tracee

INET, INET6, NETLINK, PACKET, UNIX, VSOCK = 2, 10, 16, 17, 1, 40
STREAM, DATAGRAM, RAW, ICMP = 1, 2, 3, 1
O_WRONLY_CREAT = 0o101
TRIAL = "/usr/share/celltally-trial"

# Each attempt, and how it must go. "no": any error.
BOTH = {
    "write /etc/x": "no", "write /usr/x": "no", "write /var/lib/x": "no", "write /run/x": "no", "write /srv/x": "no",
    "write /dev/shm/x": "no", "write /home/x": "no", "write /srv/open/x": "no",  # open to all but these "change /etc/celltally/celltally.yaml": "no",
    "change /sys/kernel/mm/transparent_hugepage/enabled": "no", "change /proc/sys/kernel/hostname": "no",
    "read /etc/celltally/celltally.yaml": "done", "read /etc/shadow": "no", "list /etc/celltally/credentials": "no",
    "list /root": "no", "list /home/somebody": "no", "read /var/lib/dpkg/status": "no", "list /var/log": "no",
    "read /proc/1/environ": "no", "read /proc/1/status": "no", "read /dev/mem": "no", "list /boot": "no",
    "run /bin/sh -c true": "no", "run /usr/bin/kill -l": "no", f"socket {UNIX} {STREAM}": "done",
    f"socket {VSOCK} {STREAM}": "no", f"socket {PACKET} {RAW}": "no", f"socket {INET} {RAW} {ICMP}": "no",
    "unshare 268435456": "no", "unshare 1073741824": "no", "mount /tmp": "no", "set_clock": "no", "ptrace 1": "no",
    "write /tmp/x": "done",  # its own
}
PROBE_BY_UNIT = BOTH | {
    "run /usr/bin/kill -l": "done",  # reload
    "write /var/lib/celltally/outbox/x": "done", "write /run/celltally/x": "done",
    "write /var/lib/celltally-ship/x": "no", "read /var/lib/celltally-ship/acknowledged": "done",
    f"socket {INET} {STREAM}": "no", f"socket {INET} {DATAGRAM}": "no", f"socket {INET6} {STREAM}": "no",
    f"socket {NETLINK} {RAW}": "no", "connect 127.0.0.1 9469": "no",
}
# With an interface of the kernel's: sockets for the start, and no address to reach with them.
PROBE_AT_INTERFACE = PROBE_BY_UNIT | {
    f"socket {PACKET} {RAW}": "done", f"socket {INET} {RAW} {ICMP}": "done", f"socket {INET} {STREAM}": "done",
    f"socket {INET} {DATAGRAM}": "done",
}
SHIPPER_BY_UNIT = BOTH | {
    "run /usr/bin/kill -l": "done",  # reload
    "list /var/lib/celltally/outbox": "done", "read /var/lib/celltally/outbox/probe.json": "done",
    "write /var/lib/celltally/outbox/x": "no", "change /var/lib/celltally/outbox/probe.json": "no",
    "write /var/lib/celltally-ship/x": "done", "write /run/celltally-ship/x": "done",
    "list /srv": "done", "ask /run/celltally/control.sock": "no",
    f"socket {INET} {STREAM}": "done", f"socket {INET6} {STREAM}": "done",
}
# Of the running processes themselves, whatever their unit opened for the start.
PROBE_ITSELF = {
    ("socket", INET, STREAM, 0): "no", ("socket", INET, DATAGRAM, 0): "no", ("socket", INET6, STREAM, 0): "no",
    ("socket", NETLINK, RAW, 0): "no", ("socket", PACKET, RAW, 0): "no", ("socket", VSOCK, STREAM, 0): "no",
    ("execve", "/usr/sbin/celltallyd", 0, 0): "no", ("ptrace", 16, 1, 0): "no",
    ("open", "/var/lib/celltally/outbox/x", O_WRONLY_CREAT, 0o600): "done",
    ("open", "/var/lib/celltally-ship/x", O_WRONLY_CREAT, 0o600): "no",
    ("open", "/tmp/x", O_WRONLY_CREAT, 0o600): "no", ("open", "/dev/shm/x", O_WRONLY_CREAT, 0o600): "no",
    ("open", "/etc/passwd", 0, 0): "no", ("open", "/srv/town.pcap", 0, 0): "no",
    ("open", "/etc/celltally/cells.csv", 0, 0): "done",
}
SHIPPER_ITSELF = {
    ("socket", INET, STREAM, 0): "done", ("socket", PACKET, RAW, 0): "no", ("socket", VSOCK, STREAM, 0): "no",
    ("socket", INET, RAW, ICMP): "no", ("execve", "/usr/sbin/celltally-shipd", 0, 0): "no", ("ptrace", 16, 1, 0): "no",
    ("open", "/var/lib/celltally/outbox/x", O_WRONLY_CREAT, 0o600): "no",
    ("open", "/var/lib/celltally/outbox/probe.json", 0, 0): "done",
    ("open", "/var/lib/celltally-ship/x", O_WRONLY_CREAT, 0o600): "done",
    ("open", "/tmp/x", O_WRONLY_CREAT, 0o600): "no", ("open", "/etc/passwd", 0, 0): "no",
    ("open", "/srv/town.pcap", 0, 0): "no", ("open", "/etc/celltally/celltally.yaml", 0, 0): "done",
}
LANDLOCK = ("/tmp/x", "/dev/shm/x", "/etc/passwd", "/srv/town.pcap")


def check_unit(machine, check, daemon, due, trial="trial"):
    """The unit alone: another program in the daemon's place, which does not confine itself."""
    machine.write(f"{TRIAL}/attempts.pl", (pathlib.Path(__file__).parent / "attempts.pl").read_text())
    machine.run("mkdir", "-p", "-m", "1777", "/srv/open")
    machine.write(f"{TRIAL}/{daemon}.list", "\n".join(due) + "\n")
    folder = f"/run/systemd/system/{daemon}.service.d"
    drop_in = f"""[Service]
Type=oneshot
Restart=no
WatchdogSec=0
ExecStartPre=
ExecStart=
ExecStart=/usr/bin/perl {TRIAL}/attempts.pl {TRIAL}/{daemon}.list
ExecPaths=/usr/bin/perl
SyslogIdentifier={daemon}-{trial}
"""
    machine.run("mkdir", "-p", folder)
    machine.run("sh", "-c", f"printf '%s' '{drop_in}' >{folder}/zz-trial.conf; systemctl daemon-reload")
    machine.run("systemctl", "start", daemon, check=False)
    machine.run("rm", f"{folder}/zz-trial.conf")
    machine.run("systemctl", "daemon-reload")
    said = machine.run("journalctl", "-o", "cat", "--no-pager", "-t", f"{daemon}-{trial}").stdout.splitlines()
    went = dict(line.rsplit(": ", 1) for line in said if ": " in line)
    compare(check, f"{daemon}'s unit", due, went)


def check_itself(check, daemon, pid, due, landlock):
    """The running process, made to try."""
    went = {}
    with Tracee(pid) as thread:
        for attempt in due:
            result = thread.call(*attempt)
            went[attempt] = result if isinstance(result, str) else "done"
            if isinstance(result, int) and attempt[0] in ("socket", "open"):
                thread.call("close", result)
    if not landlock:
        print("skipped: this kernel has no Landlock in force; files are tried by the units alone")
        due = {attempt: how for attempt, how in due.items() if attempt[0] != "open" or attempt[1] not in LANDLOCK}
    compare(check, f"{daemon} itself", due, went)


def compare(check, who, due, went):
    wrong = {attempt: went.get(attempt, "nothing") for attempt, how in due.items()
             if (went.get(attempt) == "done") != (how == "done") or attempt not in went}
    refused = sum(how == "no" for how in due.values())
    check(not wrong, f"{who}: {refused} attempts are refused, {len(due) - refused} succeed")
    for attempt, how in wrong.items():
        print("   ", attempt, "went:", how, "should:", due[attempt])


def status_of(pid):
    lines = pathlib.Path(f"/proc/{pid}/status").read_text().splitlines()
    return dict(line.split(":\t", 1) for line in lines if ":\t" in line)


def internet_sockets(pid):
    """Of the process, as /proc tells from outside."""
    inodes = set()
    for protocol in ("tcp", "tcp6", "udp", "udp6", "raw", "raw6", "udplite", "udplite6", "icmp", "icmp6"):
        with contextlib.suppress(OSError):
            lines = pathlib.Path(f"/proc/{pid}/net/{protocol}").read_text().splitlines()[1:]
            inodes |= {line.split()[9] for line in lines}
    mine = set()
    for descriptor in pathlib.Path(f"/proc/{pid}/fd").iterdir():
        with contextlib.suppress(OSError):
            target = os.readlink(descriptor)
            if target.startswith("socket:["):
                mine.add(target[8:-1])
    return mine & inodes

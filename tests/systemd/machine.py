"""A booted system: a tree of its own above the base, in a container with systemd as its first process, and a wire to it."""

import contextlib
import os
import pathlib
import shutil
import signal
import subprocess
import time

PATIENCE_S = 120


def wait_until(holds, seconds=PATIENCE_S):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with contextlib.suppress(subprocess.CalledProcessError, OSError, ValueError):
            if holds():
                return True
        time.sleep(0.2)
    return False


class Machine:
    """Context: booted inside, and gone with all it had afterwards, however the test ended."""

    def __init__(self, base, scratch):
        self.base, self.scratch = base, scratch
        self.root = scratch / "root"
        self.tag = f"ct{os.getpid()}"
        self.wire_out, self.wire_in = "out0", f"{self.tag}i"
        self.container = self.leader = self.log = None

    def __enter__(self):
        try:
            self.lay_tree()
            self.lay_wire()
            self.boot()
        except BaseException:
            self.clean_up()
            raise
        return self

    def __exit__(self, *_):
        self.clean_up()

    def lay_tree(self):
        for name in ("upper", "work", "root"):
            (self.scratch / name).mkdir(parents=True)
        layers = f"lowerdir={self.base},upperdir={self.scratch}/upper,workdir={self.scratch}/work"
        subprocess.run(["mount", "-t", "overlay", "celltally-test", "-o", layers, self.root], check=True)
        (self.root / "etc/machine-id").write_text("")
        journal = self.root / "etc/systemd/journald.conf.d"
        journal.mkdir(exist_ok=True)
        (journal / "test.conf").write_text("[Journal]\nStorage=volatile\nRateLimitBurst=0\n")

    def lay_wire(self):
        """One end in a namespace of its own, the other for the machine; nothing but what a test sends."""
        subprocess.run(["ip", "netns", "add", self.tag], check=True)
        subprocess.run(["ip", "link", "add", self.wire_out, "mtu", "9000", "netns", self.tag, "type", "veth",
                        "peer", "name", self.wire_in, "mtu", "9000"], check=True)
        self.outside("sysctl", "-qw", f"net.ipv6.conf.{self.wire_out}.disable_ipv6=1")
        self.outside("ip", "link", "set", self.wire_out, "up")

    def boot(self):
        # Only the unified hierarchy gives units their own devices and addresses. All capabilities, and bpf() for
        # those, as a machine would have them: the units take them away.
        # /sys and /proc/sys may be written to, so that it is the units that forbid it.
        environment = dict(os.environ, SYSTEMD_NSPAWN_UNIFIED_HIERARCHY="1", SYSTEMD_NSPAWN_API_VFS_WRITABLE="1")
        self.log = open(self.scratch / "console", "wb")
        self.container = subprocess.Popen(
            ["systemd-nspawn", "-q", "-D", self.root, "-M", self.tag, "--register=no", "--keep-unit", "--boot",
             "--private-network", "--capability=all", "--system-call-filter=@known bpf",
             "--console=pipe"], env=environment, stdin=subprocess.DEVNULL, stdout=self.log, stderr=self.log,
            start_new_session=True)
        if not wait_until(self.find_leader, 30) or not wait_until(self.is_up, 90):
            raise SystemExit("the machine does not boot:\n" + self.console())
        # What nspawn leaves out of /sys, and DPDK wants to see.
        self.run("sh", "-c", "mkdir -p /run/sys /sys/module && mount -t sysfs sysfs /run/sys && "
                 "mount --bind /run/sys/module /sys/module && umount /run/sys")
        # By hand: nspawn waits for udev to know an interface, and there may be none out here.
        subprocess.run(["ip", "link", "set", self.wire_in, "netns", str(self.leader)], check=True)
        self.run("sysctl", "-qw", f"net.ipv6.conf.{self.wire_in}.disable_ipv6=1")
        self.run("ip", "link", "set", self.wire_in, "up")

    def find_leader(self):
        children = pathlib.Path(f"/proc/{self.container.pid}/task/{self.container.pid}/children").read_text().split()
        for child in children:
            if pathlib.Path(f"/proc/{child}/comm").read_text().strip() == "systemd":
                self.leader = int(child)
        return self.leader is not None

    def is_up(self):
        state = self.run("systemctl", "is-system-running", check=False).stdout.strip()
        return state in ("running", "degraded")

    def console(self):
        return "\n".join((self.scratch / "console").read_text(errors="replace").splitlines()[-40:])

    def run(self, *command, check=True, **options):
        """In the machine, as its root."""
        return subprocess.run(["nsenter", "-t", str(self.leader), "-m", "-u", "-i", "-n", "-p", "-C", "-r", "-w", "env",
                               "-i", "PATH=/usr/sbin:/usr/bin", "LC_ALL=C.UTF-8", "DEBIAN_FRONTEND=noninteractive",
                               *map(str, command)],
                              check=check, capture_output=True, text=True, stdin=subprocess.DEVNULL, **options)

    def outside(self, *command):
        """At the other end of the wire."""
        return subprocess.run(["ip", "netns", "exec", self.tag, *map(str, command)], check=True, capture_output=True)

    def path(self, inside):
        return self.root / str(inside).lstrip("/")

    def write(self, inside, text):
        self.path(inside).parent.mkdir(parents=True, exist_ok=True)
        self.path(inside).write_text(text)

    def show(self, unit, what):
        return self.run("systemctl", "show", "--value", "-p", what, unit).stdout.strip()

    def said(self, unit):
        return self.run("journalctl", "-o", "cat", "--no-pager", "-u", unit).stdout

    def main_pid(self, unit):
        """As this side numbers processes; 0 when there is none."""
        inner = self.show(unit, "MainPID")
        for status in pathlib.Path("/proc").glob("[0-9]*/status"):
            with contextlib.suppress(OSError):
                numbers = [line.split() for line in status.read_text().splitlines() if line.startswith("NSpid:")]
                same_namespace = os.readlink(status.parent / "ns/pid") == os.readlink(f"/proc/{self.leader}/ns/pid")
                if same_namespace and numbers and numbers[0][-1] == inner:
                    return int(status.parent.name)
        return 0

    def clean_up(self):
        if self.container is not None and self.container.poll() is None:
            if self.leader:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(self.leader, signal.SIGRTMIN + 4)  # systemd: power off
            try:
                self.container.wait(60)
            except subprocess.TimeoutExpired:
                self.container.kill()
                self.container.wait()
        if self.log:
            self.log.close()
        subprocess.run(["ip", "netns", "delete", self.tag], check=False, stderr=subprocess.DEVNULL)
        subprocess.run(["ip", "link", "delete", self.wire_in], check=False, stderr=subprocess.DEVNULL)
        subprocess.run(["umount", self.root], check=False, stderr=subprocess.DEVNULL)
        if not os.path.ismount(self.root):
            shutil.rmtree(self.scratch, ignore_errors=True)

"""Two network namespaces with a wire between them, and capture at one end. Needs root."""

import contextlib
import os
import shutil
import signal
import subprocess

TOOLS = ("ip", "tcpreplay", "tcpdump", "taskset")


def why_not():
    """Why no wire can be made here; empty when one can."""
    missing = [tool for tool in TOOLS if shutil.which(tool) is None]
    if os.geteuid() == 0 and not missing:
        return ""
    return "live ports need root, and " + ", ".join(missing or ["nothing else"])


def connect(ends):
    """Joins the namespaces by a pair of interfaces, each a tuple of namespace and name."""
    subprocess.run(["ip", "link", "add", ends[0][1], "mtu", "9000", "netns", ends[0][0], "type", "veth",
                    "peer", "name", ends[1][1], "mtu", "9000", "netns", ends[1][0]], check=True)
    for namespace, interface in ends:
        inside = ["ip", "netns", "exec", namespace]
        # No neighbour or router discovery of its own: only the capture's packets.
        subprocess.run([*inside, "sysctl", "-qw", f"net.ipv6.conf.{interface}.disable_ipv6=1"], check=True)
        subprocess.run([*inside, "ip", "link", "set", interface, "up"], check=True)


@contextlib.contextmanager
def wire():
    """Names of namespace and interface of either end."""
    tag = f"ct{os.getpid()}"
    ends = [(f"{tag}a", "tap0"), (f"{tag}b", "tap1")]
    try:
        for namespace, _ in ends:
            subprocess.run(["ip", "netns", "add", namespace], check=True)
        connect(ends)
        yield ends
    finally:
        for namespace, _ in ends:
            subprocess.run(["ip", "netns", "delete", namespace], check=False, stderr=subprocess.DEVNULL)


@contextlib.contextmanager
def recorded(namespace, interface, record):
    """tcpdump, from when it listens; at the end all it saw is in the file."""
    recorder = subprocess.Popen(["ip", "netns", "exec", namespace, "tcpdump", "-i", interface, "-w", record,
                                 "-B", "65536", "--immediate-mode", "-U"], stderr=subprocess.PIPE, text=True)
    try:
        recorder.stderr.readline()  # it listens
        yield
    finally:
        recorder.send_signal(signal.SIGTERM)
        recorder.communicate()


def replaying(namespace, interface, capture, packets_a_second):
    """A running tcpreplay, on one core: from two, those who listen may see packets in different orders."""
    core = str(min(os.sched_getaffinity(0)))
    return subprocess.Popen(["ip", "netns", "exec", namespace, "taskset", "-c", core, "tcpreplay", "-q", "-i", interface,
                             "--pps", str(packets_a_second), capture],
                            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

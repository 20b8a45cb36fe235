"""Starts daemons as a service manager does: with a socket that hears READY=1, and awaited at the end."""

import contextlib
import os
import signal
import socket
import subprocess
import time

PATIENCE_S = 120


class Notifications:
    """The socket of $NOTIFY_SOCKET: hears READY=1 and the like."""

    def __init__(self, path):
        self.path = path
        path.unlink(missing_ok=True)
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.socket.bind(str(path))

    def wait_for(self, word, process):
        end = time.monotonic() + PATIENCE_S
        while time.monotonic() < end and process.poll() is None:
            self.socket.settimeout(0.2)
            with contextlib.suppress(socket.timeout):
                if word in self.socket.recv(4096).decode():
                    return True
        return False

    def close(self):
        self.socket.close()


class Service:
    """A daemon that was started. `folder` is its own: the socket, and what it said last."""

    def __init__(self, command, folder):
        folder.mkdir(exist_ok=True)
        self.log = folder / "log"
        self.notifications = Notifications(folder / "notify.sock")
        environment = dict(os.environ, NOTIFY_SOCKET=str(self.notifications.path))
        with open(self.log, "wb") as log:
            self.process = subprocess.Popen(command, stderr=log, stdout=log, env=environment)

    def wait_until_ready(self):
        return self.notifications.wait_for("READY=1", self.process)

    def kill(self):
        """As the kernel does it: nothing is said before. The exit code; negative: of the signal."""
        self.process.kill()
        return self.wait()

    def stop(self):
        """The exit code; nothing when it does not end."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        return self.wait()

    def wait(self):
        """The exit code when it ends by itself; nothing when it does not."""
        try:
            return self.process.wait(PATIENCE_S)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            return None

    def said(self):
        return self.log.read_text(errors="replace")


@contextlib.contextmanager
def service(command, folder):
    running = Service(command, folder)
    try:
        yield running
    finally:
        running.stop()
        running.notifications.close()


def wait_until(holds, process=None):
    """Whether it came true; false when it did not for long, or the process ended before."""
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end:
        if holds():
            return True
        if process is not None and process.poll() is not None:
            return holds()
        time.sleep(0.01)
    return False

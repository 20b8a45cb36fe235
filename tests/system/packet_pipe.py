"""A named pipe that a probe reads as a capture file: the test says which packet comes when."""

import os
import time

import pcap_file
from service_manager import PATIENCE_S


class PacketPipe:
    """`packets` as pcap_file.read() gives them. The probe may read behind by a burst of packets."""

    def __init__(self, path, packets):
        path.unlink(missing_ok=True)
        os.mkfifo(path)
        # Both ends, so that opening waits for nobody.
        self.file = os.open(path, os.O_RDWR | os.O_NONBLOCK)
        self.packets, self.given = packets, 0
        self.write(pcap_file.HEADER)

    def give(self, count):
        """That many more packets, as soon as the probe takes them."""
        some = self.packets[self.given:self.given + count]
        self.write(b"".join(pcap_file.record(*packet) for packet in some))
        self.given += len(some)

    def give_until(self, time_ns):
        """All that are earlier, and some more, for a probe tells what is over by a later packet."""
        ahead = 64
        self.give(sum(1 for at, _ in self.packets if at < time_ns) + ahead - self.given)

    def write(self, some):
        end = time.monotonic() + PATIENCE_S
        while some:
            try:
                some = some[os.write(self.file, some):]
            except BlockingIOError:
                if time.monotonic() > end:
                    raise TimeoutError("nobody reads the packets") from None
                time.sleep(0.001)

    def over(self):
        return self.given == len(self.packets)

    def close(self):
        """The end of the file. Idempotent."""
        if self.file is not None:
            os.close(self.file)
            self.file = None

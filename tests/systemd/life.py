"""What happens to the machine, in order. Each step says what it shows."""

from package_steps import PackageSteps
from port_steps import PortSteps
from watch_steps import WatchSteps


class Life(PackageSteps, PortSteps, WatchSteps):
    def steps(self):
        return [self.install, self.unconfigured, self.files, self.units_alone, self.secrets, self.live, self.from_outside,
                self.reload, self.frozen_thread, self.stopped_process, self.libpcap, self.huge_pages, self.upgrade,
                self.remove, self.purge]

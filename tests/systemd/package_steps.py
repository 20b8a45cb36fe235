"""The packages as Debian users meet them."""

import time

from duty import PROBE, SHIPPER, Duty


class PackageSteps(Duty):
    def install(self):
        """Install the packages"""
        done = self.machine.run("apt-get", "install", "-y", "--no-install-recommends",
                                *self.packages.copy_to(self.machine, "/root/packages"), check=False)
        self.check(done.returncode == 0, "apt installs them without the network")
        if done.returncode != 0:
            print(done.stdout, done.stderr)
        for unit in (PROBE, SHIPPER):
            enabled = self.machine.run("systemctl", "is-enabled", unit, check=False).stdout.strip()
            self.check((enabled, self.state(unit)) == ("disabled", "inactive"), f"{unit} is there, neither enabled nor active")
        for folder, due in {"/var/lib/celltally": "celltally celltally 750", "/var/lib/celltally/outbox": "celltally celltally 750",
                            "/var/lib/celltally-ship": "celltally-ship celltally 750",
                            "/etc/celltally/credentials": "root root 700"}.items():
            self.check(self.machine.run("stat", "-c", "%U %G %a", folder).stdout.strip() == due, f"{folder} is {due}")
        for page in ("1 celltally", "5 celltally.yaml", "8 celltallyd", "8 celltally-shipd"):
            self.check(self.machine.run("man", "-w", *page.split(), check=False).returncode == 0, f"man {page}")
        completion = "source /usr/share/bash-completion/bash_completion; _completion_loader celltally; COMP_WORDS=(celltally config '')" \
            "; COMP_CWORD=2 COMP_LINE='celltally config ' COMP_POINT=17; _celltally celltally '' config; echo ${COMPREPLY[@]}"
        words = self.machine.run("bash", "-c", completion).stdout.split()
        self.check(words == ["explain", "schema", "print"], "bash completes celltally config")

    def unconfigured(self):
        """Start without a configuration"""
        for unit in (PROBE, SHIPPER):
            done = self.machine.run("systemctl", "start", unit, check=False)
            self.check(done.returncode != 0, f"{unit} does not start")
            time.sleep(1)
            self.check((self.state(unit), self.machine.show(unit, "NRestarts")) == ("failed", "0"), f"{unit} is not tried again")
            self.check("/etc/celltally/celltally.yaml" in self.machine.said(unit), f"{unit} names the file that is missing")

    def upgrade(self):
        """Upgrade while both run"""
        before, segments = [self.machine.main_pid(unit) for unit in (PROBE, SHIPPER)], self.segments()
        done = self.machine.run("apt-get", "install", "-y", "--no-install-recommends",
                                *self.packages.later_ones(self.machine, "/root/later"), check=False)
        self.check(done.returncode == 0, "apt upgrades")
        after = [self.machine.main_pid(unit) for unit in (PROBE, SHIPPER)]
        self.check(all(after) and not set(before) & set(after), "both were restarted")
        self.check([self.state(unit) for unit in (PROBE, SHIPPER)] == ["active", "active"], "and are ready")
        self.check(set(self.segments()) - set(segments), "the window that was open is in the outbox")
        self.check_delivered()

    def remove(self):
        """Remove the packages"""
        done = self.machine.run("apt-get", "remove", "-y", "celltally-probe", "celltally-ship", "celltally", check=False)
        self.check(done.returncode == 0, "apt removes them")
        self.check([self.state(unit) for unit in (PROBE, SHIPPER)] == ["inactive", "inactive"], "the daemons are stopped")
        kept = ["/etc/celltally/celltally.yaml", "/var/lib/celltally/outbox/probe.json", "/var/lib/celltally-ship/counts.sqlite"]
        self.check(all(self.machine.path(path).exists() for path in kept), "configuration, outbox and database stay")

    def purge(self):
        """Purge them"""
        done = self.machine.run("apt-get", "purge", "-y", "celltally-probe", "celltally-ship", "celltally", check=False)
        self.check(done.returncode == 0, "apt purges them")
        gone = ["/var/lib/celltally", "/var/lib/celltally-ship", "/etc/celltally/celltally.yaml", "/run/celltally"]
        self.check(not any(self.machine.path(path).exists() for path in gone), "configuration and state are gone")
        self.check("segments of counts in its outbox" in done.stdout, "and apt's output says so")
        self.check("left for you to remove: /etc/celltally/cells.csv" in done.stdout, "what the operator put beside is named")

"""The daemons at work: packets from each kind of port to the database."""

import json
import pathlib
import time

import confined
from duty import EXAMPLES, PROBE, SHIPPER, Duty
from machine import wait_until
from row_names import cells_of, row_name


class PortSteps(Duty):
    def files(self):
        """Count a capture of a made-up town: the numbers are those of celltally replay"""
        self.machine.run("celltally", "simulate", "/srv/town.pcap", "--people", "150")
        self.town = self.machine.path("/srv/town.pcap")
        replayed = self.machine.run("celltally", "replay", "/srv/town.pcap", "--json").stdout
        rows = [json.loads(line) for line in replayed.splitlines()]
        self.machine.write("/etc/celltally/cells.csv", cells_of(rows))
        self.configure("files: [/srv/town.pcap]", clock="packets")
        self.drop_in("lab")
        self.start(SHIPPER)
        self.machine.run("systemctl", "start", PROBE)
        self.check(wait_until(lambda: self.state(PROBE) == "inactive"), "the end of the capture ends the probe")
        self.check(self.machine.show(PROBE, "Result") == "success", "and that is a success")
        if not self.segments():
            return self.check(False, "there are segments")
        published = self.check_delivered()
        due = {(*row_name(row), row["state"], row.get("value")) for row in rows if row["state"] == "published"}
        words = {row[3:5] for row in published}
        self.check(published == {row for row in due if row[3:5] in words}, "they are those of celltally replay")

    def secrets(self):
        """A secret of the shipper's comes as systemd's credential"""
        self.machine.write("/etc/celltally/credentials/client-key.pem", "not a key\n")
        self.machine.run("chmod", "0600", "/etc/celltally/credentials/client-key.pem")
        self.machine.write("/etc/celltally/site-a.pem", "not a certificate\n")
        sink = ("    - name: hq\n      type: https\n      url: https://127.0.0.1:1/\n"
                "      client_certificate: /etc/celltally/site-a.pem\n      client_key: credential:client-key\n")
        self.configure("files: [/srv/town.pcap]", clock="packets", extra=sink)
        self.machine.run("systemctl", "start", SHIPPER, check=False)
        time.sleep(1)
        self.check((self.state(SHIPPER), self.machine.show(SHIPPER, "ExecMainStatus")) == ("failed", "78"),
                   "without it the configuration is wrong")
        self.check("client-key" in self.machine.said(SHIPPER), "and the shipper names it")
        folder = f"/etc/systemd/system/{SHIPPER}.service.d"
        self.machine.run("mkdir", folder)
        self.machine.run("cp", f"{EXAMPLES.replace('probe', 'ship')}/{SHIPPER}.service.d/credentials.conf", folder)
        self.machine.run("systemctl", "daemon-reload")
        self.start(SHIPPER)
        self.check(wait_until(lambda: "hq" in json.dumps(self.status()), 20), "the sink with the key is at work")
        self.machine.run("systemctl", "stop", SHIPPER)
        self.machine.run("rm", "-r", folder)
        self.machine.run("systemctl", "daemon-reload")

    def live(self):
        """Receive from an interface through DPDK"""
        self.configure(f"vdev: 'net_af_packet0,iface={self.machine.wire_in},framecnt=1024,blocksz=65536,framesz=2048'")
        self.drop_in("kernel-interface")
        self.start(SHIPPER)
        if self.start(PROBE):
            self.feed()
            self.check(wait_until(lambda: self.probe_status()["packets_total"] > 0, 30), "packets arrive")
            self.check(self.machine.show(PROBE, "StatusText") != "", "systemctl status says how it is")
            self.check("site-a" in json.dumps(self.status()), "celltally status answers root")
            self.check_who_may_ask()

    def check_who_may_ask(self):
        self.machine.run("useradd", "-M", "-G", "celltally", "member")
        self.machine.run("useradd", "-M", "stranger")
        for user, may in (("member", True), ("stranger", False)):
            asked = self.machine.run("runuser", "-u", user, "--", "celltally", "status", "--json", check=False)
            self.check((asked.returncode == 0 and "site-a" in asked.stdout) == may, f"celltally status, a {user}: {may}")
            listed = self.machine.run("runuser", "-u", user, "--", "ls", "/var/lib/celltally/outbox", check=False)
            self.check((listed.returncode == 0) == may, f"the outbox, a {user}: {may}")

    def libpcap(self):
        """Stop: the open window is closed and delivered; receive through libpcap"""
        before = self.segments()
        self.machine.run("systemctl", "stop", PROBE)
        self.check(self.machine.show(PROBE, "Result") == "success", "SIGTERM ends the probe well")
        self.check(set(self.segments()) - set(before), "the open window is in the outbox")
        self.check_delivered()
        self.check({row for row in self.rows_delivered() if row[-2] == "published"} >=
                   {row for row in self.rows_of_segments() if row[-2] == "published"}, "the database has the segments' rows")
        self.configure(f"interface: {self.machine.wire_in}")
        self.drop_in("libpcap")
        if self.start(PROBE):
            self.feed()
            self.check(wait_until(lambda: self.probe_status()["packets_total"] > 0, 30), "packets arrive through libpcap")
            self.check(not confined.internet_sockets(self.machine.main_pid(PROBE)), "without an internet socket")

    def huge_pages(self):
        """Packet buffers in huge pages"""
        setting = pathlib.Path("/proc/sys/vm/nr_hugepages")
        before = setting.read_text()
        self.machine.run("systemctl", "stop", PROBE)
        try:
            setting.write_text(str(int(before) + 96))
            if int(setting.read_text()) < int(before) + 96:
                return print("skipped: this machine has no room for huge pages now")
            self.configure(f"vdev: 'net_af_packet0,iface={self.machine.wire_in},framecnt=1024,blocksz=65536,framesz=2048'")
            config = self.machine.path("/etc/celltally/celltally.yaml")
            config.write_text(config.read_text().replace("huge_pages: false", "huge_pages: true"))
            self.drop_in("kernel-interface")
            self.machine.run("cp", f"{EXAMPLES}/{PROBE}.service.d/huge-pages.conf", f"/etc/systemd/system/{PROBE}.service.d/")
            self.machine.run("systemctl", "daemon-reload")
            if self.start(PROBE):
                self.feed()
                self.check(wait_until(lambda: self.probe_status()["packets_total"] > 0, 30), "packets arrive")
                free = int(pathlib.Path("/sys/kernel/mm/hugepages/hugepages-2048kB/free_hugepages").read_text())
                self.check(free < int(setting.read_text()), "and lie in huge pages")
            self.machine.run("systemctl", "stop", PROBE)
            self.configure(f"interface: {self.machine.wire_in}")
            self.drop_in("libpcap")
            self.start(PROBE)
            self.feed()
        finally:
            setting.write_text(before)
        return None

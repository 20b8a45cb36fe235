#!/usr/bin/env python3
"""SIGHUP to the shipper: what can be applied is, a bad file leaves what was in force, and a section that only
the probe reads does not matter.

shipper_reload.py CELLTALLY CELLTALLYD CELLTALLY_SHIPD
"""

import json
import os
import pathlib
import signal
import subprocess
import sys
import tempfile

import verdicts
from probe_site import free_port
from service_manager import service, wait_until
from verdicts import check


class Case:
    def __init__(self, folder, programs):
        self.folder, self.programs = folder, programs
        self.config, self.token = folder / "celltally.yaml", folder / "token"
        for made in ("outbox", "state"):
            (folder / made).mkdir()
        self.token.write_text("first")
        self.token.chmod(0o600)

    def configure(self, outbox_percent=80, level="info", sink="collector", rest=""):
        self.config.write_text(f"""\
version: 1
capture: what the probe captures is none of the shipper's business
outbox:
  folder: {self.folder}/outbox
  acknowledged: {self.folder}/state/acknowledged
  max_bytes: 1MiB
log: {{level: {level}}}
health: {{outbox_fill_percent_max: {outbox_percent}}}
ship:
  state: {self.folder}/state
  control: {{socket: {self.folder}/ship.sock, group: daemon}}
  metrics: {{listen: "127.0.0.1:{free_port()}"}}
  sinks:
    - {{name: {sink}, type: https, url: "http://127.0.0.1:1/", token_file: {self.token}}}
{rest}""")

    def check_config(self):
        return subprocess.run([self.programs["celltally-shipd"], "--check-config", "--config", self.config],
                              capture_output=True, text=True)

    def status(self):
        answer = subprocess.run([self.programs["celltally"], "status", "--json",
                                 "--socket", self.folder / "nobody.sock",
                                 "--ship-socket", self.folder / "ship.sock"], capture_output=True, text=True)
        return json.loads(answer.stdout)["shipper"]

    def wait_for(self, holds):
        return wait_until(lambda: holds(self.status()))

    def reload(self, shipper, word):
        """Until it has said so once more; gives what it said since."""
        before = shipper.said()
        shipper.process.send_signal(signal.SIGHUP)
        wait_until(lambda: word in shipper.said()[len(before):])
        # Each line without its time.
        return [line.partition(" ")[2] for line in shipper.said()[len(before):].splitlines()]


def run(case):
    case.configure()
    checked = case.check_config()
    check((checked.returncode, checked.stdout) == (0, f"{case.config}: good\n"),
          "what only the probe reads is not looked at")
    # A tenth of what may lie there; damaged, but that is another matter.
    segment = case.folder / "outbox" / "00000000000000000001.presence.20260101T120000Z.segment"
    segment.write_bytes(bytes(100_000))
    full = "outbox: 100000 bytes (limit 10485)"
    command = [case.programs["celltally-shipd"], "--config", case.config]
    with service(command, case.folder / "shipper") as shipper:
        if not check(shipper.wait_until_ready(), "the shipper is ready"):
            return print(shipper.said())
        check(case.status()["sinks"][0]["name"] == "collector",
              "it answers on the socket of its configuration")

        case.configure(rest="helth: {}\n")
        said = [line for line in case.reload(shipper, "nothing was reloaded") if "damaged segment" not in line]
        check(said == [f"error: {case.config}:15:1: helth: is not a key here; did you mean health?",
                       "error: nothing was reloaded: what was in force stays in force"]
              or print(said), "a bad file is told of, and what was in force stays")

        check(full not in case.status()["problems"], "the limits are those of the start")
        case.configure(outbox_percent=1)
        said = case.reload(shipper, "ship and outbox.folder")
        check(said == ["info: reloaded: log and health limits, and what the sinks' secrets and "
                       "certificates are",
                       f"warning: {case.config}: ship and outbox.folder take effect at a restart only"]
              or print(said), "another address for the metrics takes a restart, and it says so")
        check(full in case.status()["problems"], "the new health limits are in force")
        before = shipper.said()
        case.configure(sink="other", level="error")
        shipper.process.send_signal(signal.SIGHUP)
        check(case.wait_for(lambda now: full not in now["problems"]), "and so are those after them")
        check("info:" not in shipper.said()[len(before):], "with the new log level")
        check(case.status()["sinks"][0]["name"] == "collector", "the sinks stay")
        check(shipper.stop() == 0, "SIGTERM ends it")
    check(not (case.folder / "ship.sock").exists(), "its socket is gone with it")


def main():
    programs = dict(zip(("celltally", "celltallyd", "celltally-shipd"), map(os.path.abspath, sys.argv[1:4])))
    with tempfile.TemporaryDirectory(prefix="celltally-reload-") as scratch:
        run(Case(pathlib.Path(scratch), programs))
    return verdicts.exit_code()


if __name__ == "__main__":
    sys.exit(main())

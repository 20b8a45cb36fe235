"""Looks into an outbox as anybody may, between two lives of the probe, and remembers what was there."""

import hashlib
import json

from row_names import by_name
from verdicts import check


def dropped_name(path):
    """What `00...07.with.2.from.00...03.after.00...12.dropped` tells, as a header would."""
    parts = path.name.split(".")
    told = dict(zip(parts[1:-1:2], map(int, parts[2:-1:2])), sequence=int(parts[0]))
    return {"segments": 1 + told.get("with", 0), "first": told.get("from", told["sequence"]), "last": told["sequence"],
            "after": told["after"]}


class Watched:
    """A segment as it lay in the folder."""

    def __init__(self, name, text):
        body, end = text[:-1].rsplit(b"\n", 1)
        lines = [json.loads(line) for line in body.splitlines()]
        self.name, self.text = name, text
        self.header, self.rows = lines[0], lines[1:]
        self.sound = (json.loads(end)["sha256"] == hashlib.sha256(body + b"\n").hexdigest() and
                      self.header["rows"] == len(self.rows) and name.startswith(f"{self.header['sequence']:020}."))
        self.sha256 = json.loads(end)["sha256"]

    @property
    def key(self):
        """What a receiver tells segments apart by."""
        return tuple(self.header[part] for part in ("probe", "epoch", "stat", "from", "to", "revision"))

    @property
    def counts(self):
        """Its rows by key."""
        return by_name(self.rows)


class OutboxWatch:
    def __init__(self, site):
        self.site = site
        self.seen = {}  # by sequence: every segment that was ever there at a look
        self.problems = []

    def look(self):
        """What is new. Segments that were there before must be what they were."""
        new = []
        for name in self.site.segments():
            text = (self.site.outbox / name).read_bytes()
            sequence = int(name.split(".")[0])
            before = self.seen.get(sequence)
            if before is not None:
                self.note(before.name == name and before.text == text, f"{name} is not what it was")
                continue
            try:
                found = Watched(name, text)
            except (ValueError, KeyError, IndexError) as problem:
                self.problems.append(f"{name} cannot be read: {problem}")
                continue
            self.note(found.sound, f"{name} is not whole")
            before = self.seen.get(sequence - 1)
            self.note(before is None or found.header["previous"] == before.sha256, f"{name} breaks the chain")
            self.seen[sequence] = found
            new.append(found)
        return new

    def note(self, holds, problem):
        if not holds:
            self.problems.append(problem)

    def declared(self):
        """The numbers that are gone and told of. A segment tells how many, the least and the greatest, and several may
        tell of the same stretch; what was dropped since the newest segment has only a name yet, which tells the same.
        Together they must tell of all numbers that are gone."""
        there = {int(name.split(".")[0]) for name in self.site.segments()}
        newest = max(there)
        told = [self.seen[number].header["dropped"] for number in there]
        told += [name for name in map(dropped_name, self.site.outbox.glob("*.dropped")) if name["after"] >= newest]
        numbers = set()
        for dropped in told:
            if dropped["segments"] > 0:
                numbers.update(range(dropped["first"], dropped["last"] + 1))
        gone = numbers - there
        segments = sum(dropped["segments"] for dropped in told)
        check(segments == len(gone), f"{segments} numbers are declared, and {len(gone)} are gone")
        return gone

    def unfinished(self):
        return sorted(path.name for path in self.site.outbox.glob("*.segment.part"))

    def verify(self):
        """What `celltally outbox verify` has against the folder; empty when all is well."""
        done = self.site.celltally("outbox", "verify", "--folder", self.site.outbox)
        return "" if done.returncode == 0 else done.stdout + done.stderr

    def listed(self):
        """What `celltally outbox ls` says of each number: sound, damaged, dropped, quarantined, missing."""
        states = {}
        done = self.site.celltally("outbox", "ls", "--json", "--folder", self.site.outbox)
        for line in map(json.loads, done.stdout.splitlines()):
            for number in range(line.get("first", line.get("sequence")), line.get("last", line.get("sequence")) + 1):
                states[number] = line["state"]
        return states

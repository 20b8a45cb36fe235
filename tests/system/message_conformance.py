"""Holds what `celltally decode --json` says of one protocol against what tshark says: the part that
the comparisons of single protocols share. No identity is ever printed."""

import collections
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as xml

from conformance import SKIPPED, People, decoded, given_captures


class Message:
    """One message as tshark has it. Identities are kept for comparison only and never shown."""

    def __init__(self, frame, type_number):
        self.frame = frame
        self.type = type_number
        self.cause = None
        self.cell = None
        self.area = None
        self.imsi = None
        self.ids = set()
        self.presence = False  # False: not compared
        self.temporary = False  # kinds of temporary identifiers, in any order; likewise
        self.malformed = False  # tshark itself could not read it to the end
        self.temporary_ids = None  # None: not compared


def packets(tshark, capture, display_filter, options=()):
    """Each packet that the filter passes, as PDML."""
    command = [tshark, "-n", "-r", str(capture), "-T", "pdml", "-Y", display_filter, *options]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    try:
        for _, element in xml.iterparse(process.stdout):
            if element.tag == "packet":
                yield element
                element.clear()
    except xml.ParseError:
        process.kill()
        raise RuntimeError(f"tshark did not finish: {capture.name}")
    process.wait()


def frame_number(packet):
    return int(packet.find("proto[@name='geninfo']/field[@name='num']").get("show"))


def layers_of(packet, layer):
    """The layers of that name in a packet, but not those inside an ICMP error."""
    in_error = False
    for each in packet.iter("proto"):
        in_error = in_error or each.get("name") in ("icmp", "icmpv6")
        if each.get("name") == layer and not in_error:
            yield each


def differences_of(theirs, ours):
    if theirs.malformed and ours.get("type") == theirs.type:
        return
    for what in ("type", "cell", "area", "cause"):
        if ours.get(what) != getattr(theirs, what):
            yield what, ours.get(what), getattr(theirs, what)
    if set(ours.get("ids", ())) != theirs.ids:
        yield "ids", sorted(ours.get("ids", ())), sorted(theirs.ids)
    if theirs.presence is not False and ours.get("presence") != theirs.presence:
        yield "presence", ours.get("presence"), theirs.presence
    mine = sorted(each.split()[0] for each in ours.get("temporary_ids", ()))
    if theirs.temporary is not False and mine != sorted(theirs.temporary):
        yield "temporary", mine, sorted(theirs.temporary)
    if theirs.temporary_ids is not None and ours.get("temporary_ids", []) != theirs.temporary_ids:
        yield "temporary ids", ours.get("temporary_ids", []), theirs.temporary_ids


def compare(capture, theirs, ours, accepted):
    """Gives (messages by tshark, differing ones, those of them that are not accepted)."""
    people, found = People(), []
    for frame in sorted(theirs.keys() | ours.keys()):
        expected, got = theirs.get(frame, []), ours.get(frame, [])
        if len(expected) != len(got):
            found.append((frame, "messages", len(got), len(expected)))
            continue
        for their_message, our_message in zip(expected, got):
            for difference in (*differences_of(their_message, our_message),
                               *people.difference(their_message, our_message)):
                found.append((frame, *difference))
    bad = 0
    for frame, what, mine, other in found:
        reason = accepted.get((capture.name, frame, what))
        bad += reason is None
        print(f"  frame {frame}: {what}: ours {mine}, tshark's {other}"
              + (f"  (accepted: {reason})" if reason else ""))
    seen = sum(len(each) for each in theirs.values())
    if seen or ours:
        print(f"{capture.name}: {seen} messages by tshark, {len(found)} differences, "
              f"{len(found) - bad} of them accepted")
    return seen, len({each[0] for each in found}), bad


def by_frame(messages):
    frames = collections.defaultdict(list)
    for message in messages:
        frames[message.frame].append(message)
    return frames


def run(usage, protocol, layer, display_filter, message_of, made_captures, accepted=None,
        options=(), wanted=lambda packet: True, messages_of=None):
    """The whole test. `message_of(frame, layer)` reads a message, or says that it is none (None);
    where that is not enough, `messages_of(packet)` gives all messages of a packet;
    `made_captures(folder)` gives captures that need nobody else's; packets that are not `wanted`
    are of no port that is read."""
    if len(sys.argv) < 2:
        print(usage)
        return 2
    tshark = shutil.which("tshark")
    if not tshark:
        print("skipped: there is no tshark")
        return SKIPPED
    folder = sys.argv[2] if len(sys.argv) > 2 else os.environ.get("CELLTALLY_CAPTURES")
    totals = collections.Counter()
    with tempfile.TemporaryDirectory() as made:
        captures = list(made_captures(pathlib.Path(made)))
        if folder and pathlib.Path(folder).is_dir():
            captures += given_captures(folder)
        else:
            print("skipped: captures of others, for $CELLTALLY_CAPTURES names no directory")
        for capture in captures:
            found = []
            for packet in packets(tshark, capture, display_filter, options):
                found += messages_of(packet) if messages_of else ()
                for each in layers_of(packet, layer) if message_of and wanted(packet) else ():
                    message = message_of(frame_number(packet), each)
                    found += [] if message is None else [message]
            ours = collections.defaultdict(list)
            for message in decoded(sys.argv[1], capture):
                if message["protocol"] == protocol:
                    ours[message["frame"]].append(message)
            seen, differing, bad = compare(capture, by_frame(found), ours, accepted or {})
            totals.update(messages=seen, differing=differing, bad=bad)
    print(f"in all: {totals['messages']} {protocol} messages by tshark, "
          f"{totals['messages'] - totals['differing']} agreed, {totals['differing']} frames "
          f"differing, {totals['bad']} differences that are not accepted")
    return 1 if totals["bad"] else 0

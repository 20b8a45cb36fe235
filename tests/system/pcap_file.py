"""Reads and writes classic pcap files, so that the system tests depend on nobody else's reading."""

import struct

ETHERNET = 1
_MICROSECONDS = 0xA1B2C3D4
_NANOSECONDS = 0xA1B23C4D


def read(path):
    """A pcap file of this machine's byte order: [(time in ns, frame)], Ethernet only."""
    with open(path, "rb") as file:
        data = file.read()
    magic, _, _, _, _, _, link = struct.unpack_from("<IHHiIII", data)
    if magic not in (_MICROSECONDS, _NANOSECONDS) or link != ETHERNET:
        raise ValueError(f"{path}: not a little-endian Ethernet pcap file")
    unit = 1 if magic == _NANOSECONDS else 1000
    packets, at = [], 24
    while at < len(data):
        seconds, fraction, captured, _ = struct.unpack_from("<IIII", data, at)
        packets.append((seconds * 10**9 + fraction * unit, data[at + 16 : at + 16 + captured]))
        at += 16 + captured
    return packets


HEADER = struct.pack("<IHHiIII", _NANOSECONDS, 2, 4, 0, 0, 262144, ETHERNET)


def record(at, frame):
    """What stands behind the header for each packet."""
    return struct.pack("<IIII", at // 10**9, at % 10**9, len(frame), len(frame)) + frame


def write(path, packets):
    """`packets` as read() gives them, with nanoseconds."""
    with open(path, "wb") as file:
        file.write(HEADER)
        for at, frame in packets:
            file.write(record(at, frame))


def _ipv4_frame(protocol, payload):
    header = struct.pack(">BBHHHBBH", 0x45, 0, 20 + len(payload), 0, 0, 64, protocol, 0)
    header += bytes([10, 0, 0, 1, 10, 0, 0, 2])
    total = sum(struct.unpack(">10H", header))
    while total > 0xFFFF:
        total = (total & 0xFFFF) + (total >> 16)
    header = header[:10] + struct.pack(">H", ~total & 0xFFFF) + header[12:]
    return bytes.fromhex("02005e10000202005e1000010800") + header + payload


def udp_frame(payload, port=2123):
    """An Ethernet frame from 10.0.0.1 to 10.0.0.2 around `payload`; no UDP checksum."""
    return _ipv4_frame(17, struct.pack(">HHHH", port, port, 8 + len(payload), 0) + payload)


def sctp_frame(payload, ppid, tsn, ports):
    """The same around a whole user message of SCTP; no checksum."""
    chunk = struct.pack(">BBHIHHI", 0, 3, 16 + len(payload), tsn, 1, 0, ppid) + payload
    chunk += bytes(-len(chunk) % 4)
    return _ipv4_frame(132, struct.pack(">HHII", *ports, 0x11111111, 0) + chunk)


def tcp_frame(payload, sequence, port, flags=0x18):
    """The same around a TCP segment from port 40000; no checksum."""
    header = struct.pack(">HHIIBBHHH", 40000, port, sequence & 0xFFFFFFFF, 0, 0x50, flags, 65535, 0, 0)
    return _ipv4_frame(6, header + payload)

"""What the client and the server of freeradius say to one another, as a capture file.

Both are real peers: they build and check each packet by their own dictionaries. They talk through a
relay here, so that nobody needs the right to capture, and on ports that are free.
"""

import os
import shutil
import socket
import subprocess
import threading

import pcap_file

START = 1768435200
SECRET = "made-up"
PORT = 1813

CONFIGURATION = """
prefix = {folder}
name = radiusd
logdir = {folder}
run_dir = {folder}
libdir = {modules}
pidfile = {folder}/radiusd.pid
log {{
  destination = stdout
}}
security {{
  reject_delay = 0
}}
client localhost {{
  ipaddr = 127.0.0.1
  secret = {secret}
}}
modules {{
  always ok {{
    rcode = ok
  }}
}}
server default {{
  listen {{
    type = acct
    ipaddr = 127.0.0.1
    port = {acct}
  }}
  listen {{
    type = auth
    ipaddr = 127.0.0.1
    port = {auth}
  }}
  authorize {{
    update control {{
      Auth-Type := Accept
    }}
  }}
  authenticate {{
  }}
  preacct {{
    ok
  }}
  accounting {{
    ok
  }}
}}
"""

_LTE = "0x8200f110303900f11001234501"
_NR = "0x8900f11000303900f1101234567890"
_GSM = "0x0000f11001010202"


def _gateway(person, status, location, more=""):
    return ("acct", f'''Acct-Status-Type = {status}
Acct-Session-Id = "gw{person:04}"
NAS-IP-Address = 10.3.3.3
Framed-IP-Address = 10.45.0.{person}
Framed-IPv6-Prefix = 2001:db8:0:{person}::/64
Calling-Station-Id = "9991234{person:04}"
Called-Station-Id = "internet"
NAS-Port-Type = Wireless-Other
3GPP-IMSI = "00101012345{person:04}"
3GPP-IMEISV = "353456789012{person:04}"
3GPP-RAT-Type = EUTRAN
3GPP-SGSN-MCC-MNC = "00101"
3GPP-User-Location-Info = {location}
{more}''')


def _wifi(person, status, more=""):
    return ("acct", f'''Acct-Status-Type = {status}
Acct-Session-Id = "ap{person:04}"
NAS-IPv6-Address = 2001:db8::1
NAS-Identifier = "controller"
NAS-Port-Type = Wireless-802.11
User-Name = "000101012345{person:04}@wlan.mnc001.mcc001.3gppnetwork.org"
Called-Station-Id = "02-00-5E-10-20-30:Net with: colon"
Calling-Station-Id = "06-00-5E-00-00-{person:02X}"
{more}''')


def requests():
    for person in (1, 2, 3):
        yield _gateway(person, "Start", _LTE)
        yield _gateway(person, "Interim-Update", _NR, "Acct-Session-Time = 60")
        yield _wifi(person, "Start")
        yield _wifi(person, "Interim-Update", "Acct-Session-Time = 60")
    yield _gateway(1, "Stop", _GSM, "Acct-Terminate-Cause = User-Request\n3GPP-Session-Stop-Indicator = 255")
    yield _wifi(2, "Stop", "Acct-Terminate-Cause = Idle-Timeout\nAcct-Delay-Time = 4")
    yield ("acct", "Acct-Status-Type = Accounting-On\nNAS-IP-Address = 10.3.3.3")
    yield ("acct", "Acct-Status-Type = Accounting-Off\nNAS-IP-Address = 10.3.3.3")
    yield ("auth", f'''User-Name = "001010123450004"
User-Password = "{SECRET}"
NAS-IP-Address = 10.3.3.3
3GPP-User-Location-Info = {_LTE}
Cisco-AVPair = "connect-progress=Call Up"''')


class _Relay:
    """Passes datagrams of the client on to the server and back, and keeps them all."""

    def __init__(self, server_port):
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.bind(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]
        self.server = ("127.0.0.1", server_port)
        self.client = None
        self.packets = []
        threading.Thread(target=self._run, daemon=True).start()

    def _run(self):
        while True:
            try:
                packet, sender = self.socket.recvfrom(65536)
            except OSError:
                return
            self.packets.append(packet)
            if sender == self.server:
                self.socket.sendto(packet, self.client)
            else:
                self.client = sender
                self.socket.sendto(packet, self.server)


def _free_port():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _modules():
    return next((each for each in ("/usr/lib/freeradius", "/usr/lib64/freeradius",
                                   "/usr/local/lib/freeradius") if os.path.isdir(each)), None)


def talk(capture, folder):
    """Writes the capture file; or gives why that is not possible here."""
    server, client, modules = shutil.which("freeradius"), shutil.which("radclient"), _modules()
    if not server or not client or not modules:
        return "freeradius or its radclient is not installed"
    ports = {"acct": _free_port(), "auth": _free_port()}
    (folder / "radiusd.conf").write_text(
        CONFIGURATION.format(folder=folder, modules=modules, secret=SECRET, **ports))
    process = subprocess.Popen([server, "-d", str(folder), "-n", "radiusd", "-f", "-l", "stdout"],
                               stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    try:
        packets = _exchange(client, ports)
    finally:
        process.terminate()
        said = process.communicate()[0].decode(errors="replace").strip()
    if packets is None:
        return f"freeradius gives no answer: {said[-200:]}"
    pcap_file.write(capture, [((START + i) * 10**9, pcap_file.udp_frame(each, PORT))
                              for i, each in enumerate(packets)])
    return None


def _exchange(client, ports):
    """All packets in the order in which they passed; None where one was not answered."""
    packets = []
    for kind, text in requests():
        relay = _Relay(ports[kind])
        # The first try may come before the server listens.
        run = subprocess.run([client, "-q", "-r", "10", "-t", "1", f"127.0.0.1:{relay.port}", kind, SECRET],
                             input=text + "\n", capture_output=True, text=True)
        relay.socket.close()
        if run.returncode != 0:
            return None
        packets += relay.packets
    return packets

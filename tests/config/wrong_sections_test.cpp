#include <gtest/gtest.h>

#include "tests/config/wrong_config.hpp"

namespace celltally {
namespace {

using testing::Base;
using testing::WrongConfig;

// Keys that are missing, unknown, or at odds with each other: the file and the probe.
const WrongConfig kCases[] = {
    {"no section for the probe", Base::nothing, "version: 1\n",
     "c.yaml:1:1: probe: is missing; write this section, its keys below it (who counts, "
     "and whose days)\n"
     "  version: 1\n"
     "  ^\n"
     "c.yaml:1:1: capture: is missing; write this section, its keys below it (where "
     "packets come from)\n"
     "  version: 1\n"
     "  ^\n"},
    {"no section for the shipper", Base::nothing_for_shipper, "version: 1\n",
     "c.yaml:1:1: ship: is missing; write this section, its keys below it (where "
     "released counts are delivered)\n"
     "  version: 1\n"
     "  ^\n"},
    {"no version", Base::nothing_for_shipper, "ship: {sinks: [{name: s, type: sqlite}]}\n",
     "c.yaml:1:1: version: is missing; write 1 (of this file's format)\n"
     "  ship: {sinks: [{name: s, type: sqlite}]}\n"
     "  ^\n"},
    {"an unknown key", Base::probe,
     "protection:\n"
     "  poeple_min: 20\n",
     "c.yaml:5:3: protection.poeple_min: is not a key here; did you mean people_min?\n"
     "    poeple_min: 20\n"
     "    ^\n"},
    {"an unknown section", Base::probe,
     "protektion:\n"
     "  people_min: 20\n",
     "c.yaml:4:1: protektion: is not a key here; did you mean protection?\n"
     "  protektion:\n"
     "  ^\n"},
    {"a key like none", Base::probe,
     "log:\n"
     "  colour: red\n",
     "c.yaml:5:3: log.colour: is not a key here; there are level, format\n"
     "    colour: red\n"
     "    ^\n"},
    {"a section that is a value", Base::probe, "log: info\n",
     "c.yaml:4:6: log: is no section; write its keys below it, indented, each with a "
     "colon and a space (what both daemons write to the journal)\n"
     "  log: info\n"
     "       ^\n"},
    {"a section that is a list", Base::probe,
     "log:\n"
     "  - level: info\n",
     "c.yaml:5:3: log: is no section; write its keys below it, indented, each with a "
     "colon and a space (what both daemons write to the journal)\n"
     "    - level: info\n"
     "    ^\n"},
    {"a section that is empty", Base::probe, "log:\n",
     "c.yaml:4:1: log: is empty; write its keys below it, indented, each with a colon "
     "and a space, or take it out (what both daemons write to the journal)\n"
     "  log:\n"
     "  ^\n"},
    {"no ports", Base::nothing,
     "version: 1\n"
     "probe: {name: a, cells: /c}\n"
     "capture: {clock: wall}\n",
     "c.yaml:3:1: capture.ports: is missing; write a list, each item after a dash (where "
     "packets arrive; each has exactly one of pci, vdev, interface and files)\n"
     "  capture: {clock: wall}\n"
     "  ^\n"},
    {"ports that are empty", Base::nothing,
     "version: 1\n"
     "probe: {name: a, cells: /c}\n"
     "capture: {ports: []}\n",
     "c.yaml:3:18: capture.ports: is empty; write items below it, each after a dash "
     "(where packets arrive; each has exactly one of pci, vdev, interface and files)\n"
     "  capture: {ports: []}\n"
     "                   ^\n"},
    {"ports that are no list", Base::nothing,
     "version: 1\n"
     "probe: {name: a, cells: /c}\n"
     "capture:\n"
     "  ports:\n"
     "    interface: eth0\n",
     "c.yaml:5:5: capture.ports: is no list; write items below it, each after a dash "
     "(where packets arrive; each has exactly one of pci, vdev, interface and files)\n"
     "      interface: eth0\n"
     "      ^\n"},
    {"a port that is a word", Base::nothing,
     "version: 1\n"
     "probe: {name: a, cells: /c}\n"
     "capture:\n"
     "  ports:\n"
     "    - eth0\n",
     "c.yaml:5:7: capture.ports[0]: is no section; write keys and values after the dash\n"
     "      - eth0\n"
     "        ^\n"},
    {"a port of no kind", Base::nothing,
     "version: 1\n"
     "probe: {name: a, cells: /c}\n"
     "capture:\n"
     "  ports:\n"
     "    - name: a\n",
     "c.yaml:5:7: capture.ports[0]: has none of pci, vdev, interface, files; write one\n"
     "      - name: a\n"
     "        ^\n"},
    {"a port of two kinds", Base::nothing,
     "version: 1\n"
     "probe: {name: a, cells: /c}\n"
     "capture:\n"
     "  ports:\n"
     "    - interface: eth0\n"
     "      pci: \"0000:03:00.0\"\n",
     "c.yaml:5:7: capture.ports[0].interface: cannot be beside pci; keep one of pci, "
     "vdev, interface, files\n"
     "      - interface: eth0\n"
     "        ^\n"},
    {"ports of the same name", Base::nothing,
     "version: 1\n"
     "probe: {name: a, cells: /c}\n"
     "capture:\n"
     "  ports:\n"
     "    - {name: a, interface: eth0}\n"
     "    - {name: a, interface: eth1}\n",
     "c.yaml:6:14: capture.ports[1].name: \"a\" is taken in line 5; write another\n"
     "      - {name: a, interface: eth1}\n"
     "               ^\n"},
    {"ports on the same card", Base::nothing,
     "version: 1\n"
     "probe: {name: a, cells: /c}\n"
     "capture:\n"
     "  ports:\n"
     "    - pci: \"0000:03:00.0\"\n"
     "    - pci: \"0000:03:00.0\"\n",
     "c.yaml:6:12: capture.ports[1].pci: \"0000:03:00.0\" is taken in line 5; write "
     "another\n"
     "      - pci: \"0000:03:00.0\"\n"
     "             ^\n"},
    {"a bad PCI address", Base::nothing,
     "version: 1\n"
     "probe: {name: a, cells: /c}\n"
     "capture:\n"
     "  ports:\n"
     "    - pci: \"03:00.0\"\n",
     "c.yaml:5:12: capture.ports[0].pci: \"03:00.0\" will not do; write a PCI address in "
     "lower case, such as \"0000:03:00.0\" (a network card that DPDK drives, by its PCI "
     "address)\n"
     "      - pci: \"03:00.0\"\n"
     "             ^\n"},
    {"a PCI address in upper case", Base::nothing,
     "version: 1\n"
     "probe: {name: a, cells: /c}\n"
     "capture:\n"
     "  ports:\n"
     "    - pci: \"0000:AF:00.0\"\n",
     "c.yaml:5:12: capture.ports[0].pci: \"0000:AF:00.0\" will not do; write a PCI "
     "address in lower case, such as \"0000:03:00.0\" (a network card that DPDK drives, "
     "by its PCI address)\n"
     "      - pci: \"0000:AF:00.0\"\n"
     "             ^\n"},
    {"an unknown device", Base::nothing,
     "version: 1\n"
     "probe: {name: a, cells: /c}\n"
     "capture:\n"
     "  ports:\n"
     "    - vdev: \"net_tap0,iface=eth1\"\n",
     "c.yaml:5:13: capture.ports[0].vdev: \"net_tap0,iface=eth1\" will not do; write "
     "net_pcap, net_af_packet, net_af_xdp, net_null or net_ring with a number and "
     "arguments, such as \"net_af_packet0,iface=eth1\" (a virtual device of DPDK)\n"
     "      - vdev: \"net_tap0,iface=eth1\"\n"
     "              ^\n"},
    {"an interface's name that is too long", Base::nothing,
     "version: 1\n"
     "probe: {name: a, cells: /c}\n"
     "capture:\n"
     "  ports:\n"
     "    - interface: enp0s31f6.vlan1234\n",
     "c.yaml:5:18: capture.ports[0].interface: \"enp0s31f6.vlan1234\" will not do; write "
     "the name of a network interface (a network interface, through libpcap: for "
     "laptops)\n"
     "      - interface: enp0s31f6.vlan1234\n"
     "                   ^\n"},
    {"no files", Base::nothing,
     "version: 1\n"
     "probe: {name: a, cells: /c}\n"
     "capture:\n"
     "  ports:\n"
     "    - files: []\n",
     "c.yaml:5:14: capture.ports[0].files: is empty; write the absolute path of a file, "
     "without . or .. (captures, merged by time)\n"
     "      - files: []\n"
     "               ^\n"},
    {"queues of an interface", Base::nothing,
     "version: 1\n"
     "probe: {name: a, cells: /c}\n"
     "capture:\n"
     "  ports:\n"
     "    - {interface: eth0, queues: 2}\n",
     "c.yaml:5:33: capture.ports[0].queues: is for pci and vdev; write 1\n"
     "      - {interface: eth0, queues: 2}\n"
     "                                  ^\n"},
    {"files by the wall's clock", Base::nothing,
     "version: 1\n"
     "probe: {name: a, cells: /c}\n"
     "capture:\n"
     "  ports:\n"
     "    - files: [/srv/a.pcap]\n",
     "c.yaml:5:5: capture.clock: files are old, and by the machine's clock every event "
     "in them is late; write clock: packets\n"
     "      - files: [/srv/a.pcap]\n"
     "      ^\n"},
    {"cores twice", Base::nothing,
     "version: 1\n"
     "probe: {name: a, cells: /c}\n"
     "capture:\n"
     "  ports: [{interface: eth0}]\n"
     "  cores: [2, 3, 2]\n",
     "c.yaml:5:17: capture.cores[2]: is in the list twice; keep one\n"
     "    cores: [2, 3, 2]\n"
     "                  ^\n"},
    {"more cores than threads", Base::nothing,
     "version: 1\n"
     "probe: {name: a, cells: /c}\n"
     "capture:\n"
     "  ports: [{interface: eth0}]\n"
     "  cores: [2, 3]\n",
     "c.yaml:5:10: capture.cores: lists 2 for the 1 threads of workers and shards; list one for "
     "each, "
     "or leave cores out\n"
     "    cores: [2, 3]\n"
     "           ^\n"},
    {"more workers than queues", Base::nothing,
     "version: 1\n"
     "probe: {name: a, cells: /c}\n"
     "capture:\n"
     "  ports: [{interface: eth0}, {pci: \"0000:03:00.0\", queues: 2}]\n"
     "  workers: 4\n",
     "c.yaml:5:12: capture.workers: is more than the 3 queues of all ports, and each worker polls "
     "one at least; write 3 or less, or raise queues\n"
     "    workers: 4\n"
     "             ^\n"},
    {"a pool smaller than a ring", Base::nothing,
     "version: 1\n"
     "probe: {name: a, cells: /c}\n"
     "capture:\n"
     "  ports: [{interface: eth0}]\n"
     "  dpdk: {mempool_packets: 2048}\n",
     "c.yaml:5:27: capture.dpdk.mempool_packets: is less than ring_descriptors, and the "
     "ring could never be filled; write 4096 or more\n"
     "    dpdk: {mempool_packets: 2048}\n"
     "                            ^\n"},
    {"a list without its key", Base::probe, "counting: {opted_out: /l}\n",
     "c.yaml:4:23: counting.operator_key: is needed to read segments and opted_out; write "
     "operator_key: and the path of the file with the key\n"
     "  counting: {opted_out: /l}\n"
     "                        ^\n"},
    {"people_min that is no multiple", Base::probe,
     "protection: {mode: threshold_only, people_min: 22, rounding: 5}\n",
     "c.yaml:4:48: protection.people_min: 22 is no multiple of rounding, 5; write 20 or "
     "25\n"
     "  protection: {mode: threshold_only, people_min: 22, rounding: 5}\n"
     "                                                 ^\n"},
    {"a cap of what follows from the grain", Base::probe,
     "protection: {families: [{statistic: presence, cap: 3}]}\n",
     "c.yaml:4:52: protection.families[0].cap: presence has as many as follow from the grain, or "
     "one; leave cap out\n"
     "  protection: {families: [{statistic: presence, cap: 3}]}\n"
     "                                                     ^\n"},
    {"fewer visits than people", Base::probe,
     "counting: {people_max: 2000000, visits_max: 1000000}\n",
     "c.yaml:4:45: counting.visits_max: is less than people_max, and everybody is "
     "somewhere; write 2000000 or more\n"
     "  counting: {people_max: 2000000, visits_max: 1000000}\n"
     "                                              ^\n"},
    {"kept longer than the outbox does", Base::probe, "outbox: {max_age: 1h}\n",
     "c.yaml:4:19: outbox.keep_acknowledged: is longer than max_age; write less, or "
     "raise max_age\n"
     "  outbox: {max_age: 1h}\n"
     "                    ^\n"},
    {"acknowledged in the outbox", Base::probe,
     "outbox: {folder: /o, acknowledged: /o/acknowledged}\n",
     "c.yaml:4:36: outbox.acknowledged: is in outbox.folder, where the shipper does not "
     "write; write a file in ship.state\n"
     "  outbox: {folder: /o, acknowledged: /o/acknowledged}\n"
     "                                     ^\n"},
    {"acknowledged elsewhere", Base::nothing_for_shipper,
     "version: 1\n"
     "ship:\n"
     "  state: /srv/ship\n"
     "  sinks: [{name: s, type: sqlite}]\n",
     "c.yaml:3:10: outbox.acknowledged: is not in ship.state, where the shipper writes "
     "it; write outbox.acknowledged: /srv/ship/acknowledged\n"
     "    state: /srv/ship\n"
     "           ^\n"},
    {"several at once, in the order of the file", Base::probe,
     "log: {level: loud, colour: red}\n"
     "protection: {people_min: 3, rounding: 0}\n",
     "c.yaml:4:14: log.level: \"loud\" is not known; write debug, info, warning or error "
     "(the least important lines that are written)\n"
     "  log: {level: loud, colour: red}\n"
     "               ^\n"
     "c.yaml:4:20: log.colour: is not a key here; there are level, format\n"
     "  log: {level: loud, colour: red}\n"
     "                     ^\n"
     "c.yaml:5:26: protection.people_min: 3 is out of range; write 10 to 1000000, or add "
     "allow_small_groups: true (fewest people behind a released count)\n"
     "  protection: {people_min: 3, rounding: 0}\n"
     "                           ^\n"
     "c.yaml:5:39: protection.rounding: 0 is out of range; write 1 to 1000 (released "
     "counts are multiples of it)\n"
     "  protection: {people_min: 3, rounding: 0}\n"
     "                                        ^\n"},
};

TEST(WrongSections, AreRefusedWithTheirPlaceAndTheirMend) {
  for (const WrongConfig& wrong : kCases) wrong.expect_problems();
}

}  // namespace
}  // namespace celltally

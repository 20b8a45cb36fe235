#include <gtest/gtest.h>

#include "tests/config/wrong_config.hpp"

namespace celltally {
namespace {

using testing::Base;
using testing::WrongConfig;

// One value that is not as its key wants it.
const WrongConfig kCases[] = {
    {"out of range", Base::probe,
     "protection:\n"
     "  people_min: 3\n",
     "c.yaml:5:15: protection.people_min: 3 is out of range; write 10 to 1000000, or add "
     "allow_small_groups: true (fewest people behind a released count)\n"
     "    people_min: 3\n"
     "                ^\n"},
    {"nought", Base::probe,
     "protection:\n"
     "  people_min: 0\n",
     "c.yaml:5:15: protection.people_min: 0 is out of range; write 10 to 1000000 (fewest "
     "people behind a released count)\n"
     "    people_min: 0\n"
     "                ^\n"},
    {"everybody alone, which is exact", Base::probe,
     "protection:\n"
     "  people_min: 1\n"
     "  rounding: 1\n"
     "  allow_small_groups: true\n",
     "c.yaml:5:15: protection.people_min: 1 is out of range; write 10 to 1000000 (fewest "
     "people behind a released count)\n"
     "    people_min: 1\n"
     "                ^\n"},
    {"negative", Base::probe,
     "protection:\n"
     "  people_min: -20\n",
     "c.yaml:5:15: protection.people_min: -20 is out of range; write 10 to 1000000 "
     "(fewest people behind a released count)\n"
     "    people_min: -20\n"
     "                ^\n"},
    {"octal", Base::probe,
     "protection:\n"
     "  people_min: 020\n",
     "c.yaml:5:15: protection.people_min: 020 begins with 0, which some read as octal; "
     "write 20 (fewest people behind a released count)\n"
     "    people_min: 020\n"
     "                ^\n"},
    {"hexadecimal", Base::probe,
     "protection:\n"
     "  people_min: 0x14\n",
     "c.yaml:5:15: protection.people_min: \"0x14\" is no decimal number; write 10 to "
     "1000000 (fewest people behind a released count)\n"
     "    people_min: 0x14\n"
     "                ^\n"},
    {"a fraction", Base::probe,
     "protection:\n"
     "  people_min: 20.5\n",
     "c.yaml:5:15: protection.people_min: \"20.5\" is no whole number; write 10 to "
     "1000000 (fewest people behind a released count)\n"
     "    people_min: 20.5\n"
     "                ^\n"},
    {"an exponent", Base::probe,
     "protection:\n"
     "  people_min: 2e1\n",
     "c.yaml:5:15: protection.people_min: \"2e1\" is no whole number; write 10 to "
     "1000000 (fewest people behind a released count)\n"
     "    people_min: 2e1\n"
     "                ^\n"},
    {"with separators", Base::probe,
     "counting:\n"
     "  people_max: 1_000_000\n",
     "c.yaml:5:15: counting.people_max: \"1_000_000\" is no whole number; write 1000 to "
     "100000000 (most different people a day that there is room for)\n"
     "    people_max: 1_000_000\n"
     "                ^\n"},
    {"greater than any number", Base::probe,
     "counting:\n"
     "  people_max: 99999999999999999999999999\n",
     "c.yaml:5:15: counting.people_max: 99999999999999999999999999 is out of range; "
     "write 1000 to 100000000 (most different people a day that there is room for)\n"
     "    people_max: 99999999999999999999999999\n"
     "                ^\n"},
    {"a number in quotes", Base::probe,
     "protection:\n"
     "  people_min: \"20\"\n",
     "c.yaml:5:15: protection.people_min: \"20\" is in quotes; write it without (fewest "
     "people behind a released count)\n"
     "    people_min: \"20\"\n"
     "                ^\n"},
    {"a number that is a word", Base::probe,
     "protection:\n"
     "  people_min: many\n",
     "c.yaml:5:15: protection.people_min: \"many\" is no whole number; write 10 to "
     "1000000 (fewest people behind a released count)\n"
     "    people_min: many\n"
     "                ^\n"},
    {"a list for a number", Base::probe,
     "protection:\n"
     "  people_min: [20]\n",
     "c.yaml:5:15: protection.people_min: is a list; write 10 to 1000000 (fewest people "
     "behind a released count)\n"
     "    people_min: [20]\n"
     "                ^\n"},
    {"a section for a number", Base::probe,
     "protection:\n"
     "  people_min: {a: 1}\n",
     "c.yaml:5:15: protection.people_min: is a section; write 10 to 1000000 (fewest "
     "people behind a released count)\n"
     "    people_min: {a: 1}\n"
     "                ^\n"},
    {"null for a number", Base::probe,
     "protection:\n"
     "  people_min: ~\n",
     "c.yaml:5:3: protection.people_min: has no value; write 10 to 1000000 (fewest "
     "people behind a released count)\n"
     "    people_min: ~\n"
     "    ^\n"},
    {"yes for true", Base::probe,
     "protection:\n"
     "  allow_small_groups: yes\n",
     "c.yaml:5:23: protection.allow_small_groups: \"yes\" will not do; write true (allow "
     "people_min below 10: small groups identify people)\n"
     "    allow_small_groups: yes\n"
     "                        ^\n"},
    {"off for false", Base::probe,
     "counting:\n"
     "  drop_test_networks: Off\n",
     "c.yaml:5:23: counting.drop_test_networks: \"Off\" will not do; write false (leave "
     "out people of the test networks, MCC 001 and 999)\n"
     "    drop_test_networks: Off\n"
     "                        ^\n"},
    {"1 for true", Base::probe,
     "counting:\n"
     "  drop_test_networks: 1\n",
     "c.yaml:5:23: counting.drop_test_networks: \"1\" will not do; write true or false "
     "(leave out people of the test networks, MCC 001 and 999)\n"
     "    drop_test_networks: 1\n"
     "                        ^\n"},
    {"a flag in quotes", Base::probe,
     "counting:\n"
     "  drop_test_networks: \"true\"\n",
     "c.yaml:5:23: counting.drop_test_networks: \"true\" is in quotes; write it without "
     "(leave out people of the test networks, MCC 001 and 999)\n"
     "    drop_test_networks: \"true\"\n"
     "                        ^\n"},
    {"an unknown word", Base::probe,
     "log:\n"
     "  level: loud\n",
     "c.yaml:5:10: log.level: \"loud\" is not known; write debug, info, warning or error "
     "(the least important lines that are written)\n"
     "    level: loud\n"
     "           ^\n"},
    {"a size without unit", Base::probe,
     "outbox:\n"
     "  max_bytes: 1073741824\n",
     "c.yaml:5:14: outbox.max_bytes: \"1073741824\" has no unit; write 1MiB to 16TiB, "
     "with B, KiB, MiB, GiB or TiB (most that waits there; beyond it the oldest segment "
     "is dropped, counted and told of)\n"
     "    max_bytes: 1073741824\n"
     "               ^\n"},
    {"a size with another unit", Base::probe,
     "outbox:\n"
     "  max_bytes: 1GB\n",
     "c.yaml:5:14: outbox.max_bytes: \"1GB\" is no size; write 1MiB to 16TiB, with B, "
     "KiB, MiB, GiB or TiB (most that waits there; beyond it the oldest segment is "
     "dropped, counted and told of)\n"
     "    max_bytes: 1GB\n"
     "               ^\n"},
    {"a size with a space", Base::probe,
     "outbox:\n"
     "  max_bytes: 1 GiB\n",
     "c.yaml:5:14: outbox.max_bytes: \"1 GiB\" is no size; write 1MiB to 16TiB, with B, "
     "KiB, MiB, GiB or TiB (most that waits there; beyond it the oldest segment is "
     "dropped, counted and told of)\n"
     "    max_bytes: 1 GiB\n"
     "               ^\n"},
    {"a size out of range", Base::probe,
     "outbox:\n"
     "  max_bytes: 1KiB\n",
     "c.yaml:5:14: outbox.max_bytes: 1KiB is out of range; write 1MiB to 16TiB, with B, "
     "KiB, MiB, GiB or TiB (most that waits there; beyond it the oldest segment is "
     "dropped, counted and told of)\n"
     "    max_bytes: 1KiB\n"
     "               ^\n"},
    {"a size beyond all bounds", Base::probe,
     "outbox:\n"
     "  max_bytes: 99999999999TiB\n",
     "c.yaml:5:14: outbox.max_bytes: 99999999999TiB is out of range; write 1MiB to "
     "16TiB, with B, KiB, MiB, GiB or TiB (most that waits there; beyond it the oldest "
     "segment is dropped, counted and told of)\n"
     "    max_bytes: 99999999999TiB\n"
     "               ^\n"},
    {"an octal size", Base::probe,
     "outbox:\n"
     "  max_bytes: 010GiB\n",
     "c.yaml:5:14: outbox.max_bytes: 010GiB begins with 0, which some read as octal; "
     "write 10GiB (most that waits there; beyond it the oldest segment is dropped, "
     "counted and told of)\n"
     "    max_bytes: 010GiB\n"
     "               ^\n"},
    {"a duration without unit", Base::probe,
     "outbox:\n"
     "  max_age: 14\n",
     "c.yaml:5:12: outbox.max_age: \"14\" has no unit; write 1h to 366d, with s, min, h "
     "or d (longest that a segment waits; then it is dropped likewise)\n"
     "    max_age: 14\n"
     "             ^\n"},
    {"a duration with another unit", Base::probe,
     "outbox:\n"
     "  max_age: 5m\n",
     "c.yaml:5:12: outbox.max_age: \"5m\" is no duration; write 1h to 366d, with s, min, "
     "h or d (longest that a segment waits; then it is dropped likewise)\n"
     "    max_age: 5m\n"
     "             ^\n"},
    {"a duration out of range", Base::probe,
     "counting:\n"
     "  grace: 1h\n",
     "c.yaml:5:10: counting.grace: 1h is out of range; write 0s to 30min, with s, min, h "
     "or d (how long after a window's end packets are waited for)\n"
     "    grace: 1h\n"
     "           ^\n"},
    {"a name in upper case", Base::nothing,
     "version: 1\n"
     "probe: {name: Site_A, cells: /c}\n"
     "capture: {ports: [{interface: eth0}]}\n",
     "c.yaml:2:15: probe.name: \"Site_A\" will not do; write 1 to 63 of a-z, 0-9 and - "
     "(how this probe is called, in every segment and row; never change it)\n"
     "  probe: {name: Site_A, cells: /c}\n"
     "                ^\n"},
    {"an unknown time zone", Base::nothing,
     "version: 1\n"
     "probe: {name: a, timezone: Mars/Base, cells: /c}\n"
     "capture: {ports: [{interface: eth0}]}\n",
     "c.yaml:2:28: probe.timezone: there is no time zone \"Mars/Base\"\n"
     "  probe: {name: a, timezone: Mars/Base, cells: /c}\n"
     "                             ^\n"},
    {"a time zone that is no name", Base::nothing,
     "version: 1\n"
     "probe: {name: a, timezone: ../../etc/passwd, cells: /c}\n"
     "capture: {ports: [{interface: eth0}]}\n",
     "c.yaml:2:28: probe.timezone: \"../../etc/passwd\" will not do; write a name of the "
     "time zone database (whose days and hours are counted)\n"
     "  probe: {name: a, timezone: ../../etc/passwd, cells: /c}\n"
     "                             ^\n"},
    {"a name that is a number", Base::nothing,
     "version: 1\n"
     "probe: {name: 010, cells: /c}\n"
     "capture: {ports: [{interface: eth0}]}\n",
     "c.yaml:2:15: probe.name: \"010\" is no text to every reader of YAML; write it in "
     "quotes (how this probe is called, in every segment and row; never change it)\n"
     "  probe: {name: 010, cells: /c}\n"
     "                ^\n"},
    {"a name that is a flag", Base::nothing,
     "version: 1\n"
     "probe: {name: no, cells: /c}\n"
     "capture: {ports: [{interface: eth0}]}\n",
     "c.yaml:2:15: probe.name: \"no\" is no text to every reader of YAML; write it in "
     "quotes (how this probe is called, in every segment and row; never change it)\n"
     "  probe: {name: no, cells: /c}\n"
     "                ^\n"},
    {"a name that is a date", Base::nothing,
     "version: 1\n"
     "probe: {name: 2026-01-01, cells: /c}\n"
     "capture: {ports: [{interface: eth0}]}\n",
     "c.yaml:2:15: probe.name: \"2026-01-01\" is no text to every reader of YAML; write "
     "it in quotes (how this probe is called, in every segment and row; never change "
     "it)\n"
     "  probe: {name: 2026-01-01, cells: /c}\n"
     "                ^\n"},
    {"an address that is a number of base 60", Base::nothing,
     "version: 1\n"
     "probe: {name: a, cells: /c}\n"
     "capture: {ports: [{pci: 0000:03:00.0}]}\n",
     "c.yaml:3:25: capture.ports[0].pci: \"0000:03:00.0\" is no text to every reader of "
     "YAML; write it in quotes (a network card that DPDK drives, by its PCI address)\n"
     "  capture: {ports: [{pci: 0000:03:00.0}]}\n"
     "                          ^\n"},
    {"a relative path", Base::nothing,
     "version: 1\n"
     "probe: {name: a, cells: cells.csv}\n"
     "capture: {ports: [{interface: eth0}]}\n",
     "c.yaml:2:25: probe.cells: \"cells.csv\" will not do; write the absolute path of a "
     "file, without . or .. (the cells that exist, as CSV: each has its rows, also when "
     "nobody is there)\n"
     "  probe: {name: a, cells: cells.csv}\n"
     "                          ^\n"},
    {"a path with ..", Base::probe,
     "outbox:\n"
     "  folder: /var/lib/../tmp\n",
     "c.yaml:5:11: outbox.folder: \"/var/lib/../tmp\" will not do; write an absolute "
     "path without . or .. or / at its end, such as /var/lib/celltally (where the probe "
     "puts segments and the shipper finds them)\n"
     "    folder: /var/lib/../tmp\n"
     "            ^\n"},
    {"a path with a slash at its end", Base::probe,
     "outbox:\n"
     "  folder: /var/lib/celltally/\n",
     "c.yaml:5:11: outbox.folder: \"/var/lib/celltally/\" will not do; write an absolute "
     "path without . or .. or / at its end, such as /var/lib/celltally (where the probe "
     "puts segments and the shipper finds them)\n"
     "    folder: /var/lib/celltally/\n"
     "            ^\n"},
    {"a path that is too long for a socket", Base::probe,
     "control:\n"
     "  socket: "
     "/run/xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
     "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\n",
     "c.yaml:5:11: control.socket: "
     "\"/run/xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx...\" will not do; "
     "write an absolute path of at most 107 octets, such as /run/celltally/control.sock "
     "(where the probe answers celltally status)\n"
     "    socket: "
     "/run/xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
     "xxxxxx...\n"
     "            ^\n"},
    {"an empty text", Base::probe,
     "control:\n"
     "  group: \"\"\n",
     "c.yaml:5:10: control.group: \"\" will not do; write the name of a group such as "
     "celltally (whose members may ask, beside root)\n"
     "    group: \"\"\n"
     "           ^\n"},
    {"an unknown event kind", Base::probe,
     "counting:\n"
     "  event_kinds: [attach, paging_storm]\n",
     "c.yaml:5:25: counting.event_kinds[1]: \"paging_storm\" is not known; write attach, "
     "area_update, periodic_update, service_request, handover_prepare, handover, "
     "location_report, idle, paging, session_new, session_modify, session_end, detach, "
     "suspend, call or text (which kinds of event have rows)\n"
     "    event_kinds: [attach, paging_storm]\n"
     "                          ^\n"},
    {"an event kind twice", Base::probe,
     "counting:\n"
     "  event_kinds: [attach, detach, attach]\n",
     "c.yaml:5:33: counting.event_kinds[2]: is in the list twice; keep one\n"
     "    event_kinds: [attach, detach, attach]\n"
     "                                  ^\n"},
    {"no event kind", Base::probe,
     "counting:\n"
     "  event_kinds: []\n",
     "c.yaml:5:16: counting.event_kinds: is empty; write attach, area_update, "
     "periodic_update, service_request, handover_prepare, handover, location_report, "
     "idle, paging, session_new, session_modify, session_end, detach, suspend, call or text "
     "(which kinds of event have rows)\n"
     "    event_kinds: []\n"
     "                 ^\n"},
    {"an unknown service", Base::probe,
     "counting:\n"
     "  event_services: [voice, video]\n",
     "c.yaml:5:27: counting.event_services[1]: \"video\" is not known; write voice, text, data, "
     "ims or other (which services have rows of their events; [] for none)\n"
     "    event_services: [voice, video]\n"
     "                            ^\n"},
    {"a grain without its unit", Base::probe,
     "counting:\n"
     "  grain: 30\n",
     "c.yaml:5:10: counting.grain: \"30\" is not known; write 15min, 30min, 1h or 3h (the time "
     "that "
     "a number of presence is of)\n"
     "    grain: 30\n"
     "           ^\n"},
    {"a network without its MNC", Base::probe,
     "counting:\n"
     "  home_networks: [208-93, 208]\n",
     "c.yaml:5:27: counting.home_networks[1]: \"208\" will not do; write a network's MCC and MNC "
     "such as 208-93 (the operator's own: people of others are guests; none: people of another "
     "country than the cell's)\n"
     "    home_networks: [208-93, 208]\n"
     "                            ^\n"},
    {"one event kind, not in a list", Base::probe,
     "counting:\n"
     "  event_kinds: attach\n",
     "c.yaml:5:16: counting.event_kinds: is no list; write one, such as [attach, detach] "
     "(which kinds of event have rows)\n"
     "    event_kinds: attach\n"
     "                 ^\n"},
    {"another version", Base::nothing,
     "version: 2\n"
     "probe: {name: a, cells: /c}\n"
     "capture: {ports: [{interface: eth0}]}\n",
     "c.yaml:1:10: version: 2 is out of range; write 1 (of this file's format)\n"
     "  version: 2\n"
     "           ^\n"},
};

TEST(WrongValues, AreRefusedWithTheirPlaceAndTheirMend) {
  for (const WrongConfig& wrong : kCases) wrong.expect_problems();
}

}  // namespace
}  // namespace celltally

#include "daemon/probe_status.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace celltally {
namespace {

using Json = nlohmann::json;

constexpr std::int64_t kNoPackets = 300;

Timestamp at(std::int64_t second) {
  return Timestamp::from_seconds(1'768'478'400 + second);
}

ProbeStatus well() {
  ProbeStatus status;
  status.people_step = status.cell_step = 20;
  status.probe = "site-a";
  status.version = "0.1.0";
  status.started = at(0);
  status.at = at(1000);
  status.enough_people = true;
  status.capture.packets = 900;
  status.capture.last_packet = at(990);
  status.capture.epoch = at(0);
  status.capture.people = 1234;
  status.capture.cells = 57;
  status.published.cells_seen = 98;
  status.published.cells_unlisted = 41;
  status.capture.counted.counted_person = 777;
  status.capture.counted.counted_unknown = 41;
  status.key_due = at(90'000);
  status.clock_synchronised = true;
  PortStatus port;
  port.name = "mirror0";
  port.up = true;
  status.capture.ports = {port};
  ShardTotals shard;
  shard.people = 617;
  shard.cells = 31;
  shard.ring_most_used = 77;
  status.capture.shards = {shard};
  return status;
}

std::vector<std::string> problems(const ProbeStatus& status) {
  return status.problems(kNoPackets);
}

TEST(ProbeStatus, HasNoProblemWhenAllIsWell) {
  EXPECT_TRUE(problems(well()).empty());
}

TEST(ProbeStatus, NamesEachProblem) {
  struct Case {
    void (*spoil)(ProbeStatus&);
    const char* line;
  };
  const Case kCases[] = {
      {[](ProbeStatus& s) { s.capture.ports[0].up = false; }, "port mirror0 is down"},
      {[](ProbeStatus& s) {
         s.capture.ports[0].up = false;
         s.capture.ports[0].problem = "it vanished";
       },
       "port mirror0 is down: it vanished"},
      {[](ProbeStatus& s) { s.capture.last_packet = at(600); }, "no packet for 400 s"},
      {[](ProbeStatus& s) { s.capture.last_packet = {}; }, "no packet for 1000 s"},
      {[](ProbeStatus& s) { s.outbox_trouble = "No space left on device"; },
       "the outbox cannot be written: No space left on device"},
      {[](ProbeStatus& s) { s.capture.counted.table_full = 7; },
       "events were not counted, for a table was full (7 so far): raise counting.people_max"},
      {[](ProbeStatus& s) { s.published.cells_seen = s.published.cells_unlisted; },
       "none of the cells seen in the last day is in probe.cells, so that nothing is told of "
       "them: list the cells of this network"},
      {[](ProbeStatus& s) { s.key_due = at(999); }, "the key should have been replaced by now"},
      {[](ProbeStatus& s) { s.reload_problem = "/etc/x.list:1: is wrong (and 2 more)"; },
       "the last reload was refused, and what was in force stays: /etc/x.list:1: is wrong (and 2 "
       "more)"},
      {[](ProbeStatus& s) { s.clock_synchronised = false; },
       "the machine's clock is not synchronised"},
  };
  for (const Case& test : kCases) {
    ProbeStatus status = well();
    test.spoil(status);
    EXPECT_EQ(problems(status), std::vector<std::string>{test.line});
  }
}

TEST(ProbeStatus, SaysNothingOfUnlistedCellsWhereFewPeopleWere) {
  ProbeStatus status = well();
  status.published.cells_seen = status.published.cells_unlisted;
  status.enough_people = false;
  EXPECT_TRUE(problems(status).empty());
  status.enough_people = true;
  status.published.cells_seen = status.published.cells_unlisted = 0;
  EXPECT_TRUE(problems(status).empty()) << "no day is over yet";
}

TEST(ProbeStatus, WaitsForNoPacketsWhereTheyBringTheirOwnTime) {
  ProbeStatus status = well();
  status.packet_clock = true;
  status.capture.last_packet = {};
  EXPECT_TRUE(problems(status).empty());
}

TEST(ProbeStatus, TellsWhatPeopleDidInStepsAndOnlyOfMany) {
  const Json many = Json::parse(to_json(well(), kNoPackets));
  EXPECT_EQ(many["people"], 1220);
  EXPECT_EQ(many["cells"], 40) << "one more tells that somebody came where nobody was";
  EXPECT_EQ(many["cells_unlisted"], 40);
  EXPECT_EQ(many["events_total"], 800);
  EXPECT_EQ(many["events_unknown_person_total"], 40);
  EXPECT_EQ(many["shard_list"][0]["people"], 600);
  EXPECT_EQ(many["shard_list"][0]["ring_most_used"], 77);
  ProbeStatus few = well();
  few.enough_people = false;
  const Json said = Json::parse(to_json(few, kNoPackets));
  for (const char* key :
       {"people", "cells", "cells_unlisted", "events_total", "events_unknown_person_total",
        "events_temporary_person_total", "events_late_total"}) {
    EXPECT_FALSE(said.contains(key)) << key;
    EXPECT_FALSE(said["shard_list"][0].contains(key)) << key;
  }
}

TEST(ProbeStatus, IsOneLine) {
  const std::string text = to_json(well(), kNoPackets);
  EXPECT_EQ(text.find('\n'), text.size() - 1);
  EXPECT_EQ(Json::parse(text)["at"], "2026-01-15T12:16:40Z");
}

}  // namespace
}  // namespace celltally

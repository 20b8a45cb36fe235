// What is told again of somebody who was known by a temporary identity: enough of it that counting
// finds the same visits and the same people behind events.

#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <vector>

#include "tests/anonymise/probe.hpp"
#include "tests/anonymise/s1_messages.hpp"

namespace celltally {
namespace {

using namespace test;

MessageSpec seen(std::int64_t second, std::uint64_t cell) {
  MessageSpec spec = initial_ue(kStart + second, 1, {s_tmsi(0xaa)});
  spec.cell = Place{PlaceKind::ecgi, Plmn{0x00f110}, cell};
  return spec;
}

// They say who they are at last: what is restated then, as "cell second".
std::vector<std::string> restated(Probe& probe, std::int64_t second) {
  MessageSpec response = s1(kStart + second, {enb_ue(1)}, EventKind::location_report);
  response.imsi = kAlice;
  probe.see(response);
  std::vector<std::string> all;
  for (const SignallingEvent& event : probe.revisions()) {
    if (event.revision != Revision::restated) continue;
    all.push_back(std::to_string(event.cell.id()) + " " +
                  std::to_string(event.at.seconds() - kStart));
  }
  return all;
}

using Lines = std::vector<std::string>;

TEST(RestatedSightings, AreTheNewestWhereThereAreTooMany) {
  Probe probe;
  for (int i = 0; i < 9; ++i) probe.see(seen(700 * i, 7));
  EXPECT_EQ(restated(probe, 6000),
            (Lines{"7 1400", "7 2100", "7 2800", "7 3500", "7 4200", "7 4900", "7 5600"}));
  EXPECT_EQ(probe.counters().merged_in_part, 1u);
}

TEST(RestatedSightings, SayWhenSomebodyWasSeenLast) {
  Probe probe;
  for (const std::int64_t second : {0, 100, 500, 400}) probe.see(seen(second, 7));
  EXPECT_EQ(restated(probe, 1000), (Lines{"7 0", "7 500"}));
  EXPECT_EQ(probe.counters().merged_in_part, 0u);
}

TEST(RestatedSightings, SayWhenSomebodyWasSeenFirstThoughThatWasToldLate) {
  Probe probe;
  for (const std::int64_t second : {100, 500, 40}) probe.see(seen(second, 7));
  EXPECT_EQ(restated(probe, 1000), (Lines{"7 40", "7 500"}));
}

// Else who was elsewhere in between would seem not to have been.
TEST(RestatedSightings, DoNotReachOverOthers) {
  Probe probe;
  probe.see(seen(0, 7));
  probe.see(seen(200, 8));
  probe.see(seen(500, 7));
  EXPECT_EQ(restated(probe, 1000), (Lines{"7 0", "8 200"}));
}

TEST(RestatedSightings, TellOfTheService) {
  Probe probe;
  MessageSpec text = seen(0, 7);
  text.service = ServiceClass::text;
  probe.see(text);
  probe.see(seen(10, 7));
  EXPECT_EQ(restated(probe, 1000), (Lines{"7 0", "7 10"}));
  EXPECT_EQ(probe.revisions()[1].service, ServiceClass::text);
  EXPECT_EQ(probe.revisions()[3].service, ServiceClass::none);
}

}  // namespace
}  // namespace celltally

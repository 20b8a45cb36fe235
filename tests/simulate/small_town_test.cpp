#include "simulate/small_town.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <sstream>
#include <string>

#include "simulate/truth_csv.hpp"
#include "simulate/wire_digits.hpp"

namespace celltally {
namespace {

std::string truth_text(const SmallTown& town) {
  std::ostringstream out;
  write_truth_csv(out, town.truth);
  return out.str();
}

bool holds(const Octets& frame, const Octets& wanted) {
  return std::search(frame.begin(), frame.end(), wanted.begin(), wanted.end()) != frame.end();
}

TEST(SmallTown, IsTheSameForTheSameOptions) {
  const SmallTown one = make_small_town({.people = 60, .seed = 3});
  const SmallTown two = make_small_town({.people = 60, .seed = 3});
  ASSERT_EQ(one.packets.size(), two.packets.size());
  for (std::size_t i = 0; i < one.packets.size(); ++i) {
    ASSERT_EQ(one.packets[i].at, two.packets[i].at);
    ASSERT_EQ(one.packets[i].frame, two.packets[i].frame);
  }
  EXPECT_EQ(truth_text(one), truth_text(two));
  EXPECT_NE(truth_text(one), truth_text(make_small_town({.people = 60, .seed = 4})));
}

TEST(SmallTown, IsTheSameWhateverTheCompiler) {
  std::uint64_t sum = 0xcbf29ce484222325;  // FNV-1a
  const SmallTown town = make_small_town({});
  for (const TimedPacket& packet : town.packets) {
    for (const std::uint8_t octet : packet.frame) sum = (sum ^ octet) * 0x100000001b3;
    sum = (sum ^ static_cast<std::uint64_t>(packet.at.ns)) * 0x100000001b3;
  }
  // A change of the scenario changes it; a change of the compiler must not.
  EXPECT_EQ(sum, 11843683663811440709u);
}

TEST(SmallTown, KeepsToItsHoursInTheOrderOfTime) {
  for (const auto& [from, to] : {std::pair{6, 22}, std::pair{8, 9}, std::pair{4, 28}}) {
    const SmallTown town =
        make_small_town({.people = 90, .seed = 1, .from_hour = from, .to_hour = to});
    const auto midnight = Timestamp::from_seconds(1'768'435'200);
    EXPECT_GE(town.packets.front().at.ns, midnight.ns + from * 3'600'000'000'000);
    EXPECT_LT(town.packets.back().at.ns, midnight.ns + to * 3'600'000'000'000);
    EXPECT_TRUE(std::ranges::is_sorted(town.packets, {}, &TimedPacket::at));
    for (const TruthRow& row : town.truth) {
      if (row.statistic == Statistic::visitors) continue;
      EXPECT_GE(row.window.from.ns, midnight.ns + from * 3'600'000'000'000);
      EXPECT_LE(row.window.to.ns, midnight.ns + to * 3'600'000'000'000);
    }
  }
}

TEST(SmallTown, NeverHasMorePeoplePresentThanThereAre) {
  const SmallTown town = make_small_town({.people = 300});
  std::map<std::int64_t, std::uint64_t> present;
  for (const TruthRow& row : town.truth) {
    EXPECT_GT(row.value, 0u);
    EXPECT_LE(row.people, row.value);
    if (row.statistic == Statistic::presence) present[row.window.from.ns] += row.value;
  }
  EXPECT_EQ(present.size(), 16u);
  for (const auto& [hour, people] : present) EXPECT_LE(people, 300u);
}

TEST(SmallTown, HasAllThatMakesCountingHard) {
  const SmallTown town = make_small_town({});
  std::set<std::string> kinds;
  std::set<std::string> places;
  bool nobody = false;
  for (const TruthRow& row : town.truth) {
    kinds.emplace(to_text(row.kind));
    places.insert(row.place);
    nobody = nobody || row.people < row.value;
  }
  EXPECT_THAT(kinds, testing::ElementsAre("", "attach", "detach", "location_report",
                                          "service_request", "session_end"));
  EXPECT_EQ(places.size(), 9u);
  EXPECT_TRUE(nobody);

  std::map<Octets, int> copies;
  int fragments = 0;
  int ipv6 = 0;
  int user_plane = 0;
  for (const TimedPacket& packet : town.packets) {
    const bool v4 = packet.frame[12] == 0x08;
    const bool fragment = v4 && ((packet.frame[20] & 0x3f) | packet.frame[21]) != 0;
    ipv6 += v4 ? 0 : 1;
    fragments += fragment ? 1 : 0;
    if (fragment) continue;
    user_plane += v4 && packet.frame[36] == 0x08 && packet.frame[37] == 0x68 ? 1 : 0;
    if (!v4 || packet.frame[42] == 0x48) ++copies[packet.frame];
  }
  EXPECT_GT(fragments, 20);
  EXPECT_GT(ipv6, 1000);
  EXPECT_GT(user_plane, 900);
  EXPECT_GT(std::ranges::count_if(copies, [](const auto& each) { return each.second > 1; }), 200);
}

TEST(SmallTown, GivesEveryPersonNumbersOfTheirOwnAndPutsThemIntoPackets) {
  const SmallTown town = make_small_town({.people = 100, .from_hour = 6, .to_hour = 22});
  const std::set<std::string> different{town.identifiers.begin(), town.identifiers.end()};
  EXPECT_EQ(different.size(), town.identifiers.size());
  std::size_t found = 0;
  for (const std::string& each : town.identifiers) {
    const Octets wanted = tbcd(each);
    found += std::ranges::any_of(
        town.packets, [&](const TimedPacket& packet) { return holds(packet.frame, wanted); });
  }
  // But for those whose session began before, and pieces of fragmented messages.
  EXPECT_GT(found, town.identifiers.size() * 85 / 100);
}

}  // namespace
}  // namespace celltally

// By what a day is counted, and when that changes.

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "aggregate/shard.hpp"
#include "tests/aggregate/small_shard.hpp"
#include "vocabulary/zone.hpp"

namespace celltally {
namespace {

using test::at;
using test::cell;
using test::seen;
using test::small;
using test::utc;

constexpr Place kSite{PlaceKind::site, Plmn{}, 4};
constexpr Place kZone{PlaceKind::zone, Plmn{}, 2};

std::shared_ptr<const CountingBasis> basis(CountLevel level, std::uint32_t edition,
                                           std::vector<Plmn> home = {}) {
  CountingPlan plan;
  plan.level = level;
  plan.home_networks = std::move(home);
  std::vector<CellSite> cells{{.cell = cell(5), .site = kSite, .zone = kZone},
                              {.cell = cell(6), .site = kSite, .zone = kZone},
                              {.cell = cell(7), .zone = kZone}};
  return std::make_shared<const CountingBasis>(std::move(plan), std::move(cells), edition);
}

// Presence of the hour from `from`, "place=people, ..."; with the edition.
std::string presence(const std::vector<ClosedWindow>& windows, Timestamp from) {
  for (const ClosedWindow& window : windows) {
    if (window.statistic != Statistic::presence || window.window.from != from) continue;
    std::string words = std::to_string(window.edition);
    for (const Tally& tally : window.tallies) {
      const Place place = tally.key.place;
      words += place == kSite     ? ", site"
               : place == kZone   ? ", zone"
               : place == kNoZone ? ", no zone"
                                  : ", cell " + std::to_string(place.id());
      words += "=" + std::to_string(tally.value);
    }
    return words;
  }
  return "no window";
}

std::vector<SignallingEvent> five_people(Timestamp when) {
  return {seen(1, 5, when), seen(2, 5, when), seen(3, 6, when), seen(4, 7, when), seen(5, 8, when)};
}

Shard::Limits roomy() {
  return {.people_max = 64, .cells_max = 16, .visits_max = 64};
}

TEST(ShardBasis, TellsOfCellsSitesOrZones) {
  const struct {
    CountLevel level;
    const char* words;
  } cases[] = {{CountLevel::cell, "3, cell 5=2, cell 6=1, cell 7=1, cell 8=1"},
               {CountLevel::site, "3, cell 7=1, cell 8=1, site=3"},
               {CountLevel::zone, "3, zone=4, no zone=1"}};
  for (const auto& one : cases) {
    Shard shard(roomy(), utc(), basis(one.level, 3));
    shard.count({}, at(12, 0));
    shard.count(five_people(at(12, 20)), at(12, 20));
    EXPECT_EQ(presence(shard.close_all(), at(12, 0)), one.words);
  }
}

// Until it turns out who they are.
TEST(ShardBasis, LeavesOutWhoIsKnownByATemporaryIdentityAlone) {
  for (const bool leave_out : {false, true}) {
    CountingPlan plan;
    plan.leave_out_temporary = leave_out;
    Shard shard(roomy(), utc(),
                std::make_shared<const CountingBasis>(plan, std::vector<CellSite>{}, 1));
    shard.count({}, at(12, 0));
    std::vector<SignallingEvent> events{seen(1, 5, at(12, 25)), seen(2, 6, at(12, 25)),
                                        seen(3, 7, at(12, 25))};
    for (const std::size_t i : {1u, 2u}) events[i].known_by = KnownBy::temporary;
    shard.count(events, at(12, 25));
    EXPECT_EQ(shard.counters().counted_unknown, leave_out ? 2u : 0u);
    EXPECT_EQ(shard.counters().counted_temporary, leave_out ? 0u : 2u);
    SignallingEvent back = events[2];
    back.revision = Revision::taken_back;
    SignallingEvent restated = seen(9, 7, at(12, 25));
    restated.revision = Revision::restated;
    shard.count(std::vector{back, restated}, at(12, 26));
    EXPECT_EQ(presence(shard.close_all(), at(12, 0)),
              leave_out ? "1, cell 5=1, cell 7=1" : "1, cell 5=1, cell 6=1, cell 7=1");
  }
}

TEST(ShardBasis, ChangesWhenTheNextDayBegins) {
  const auto bases = std::make_shared<CountingBases>(basis(CountLevel::cell, 1));
  Shard shard(roomy(), utc(), bases);
  shard.count({}, at(26, 0));
  bases->replace(basis(CountLevel::zone, 2));
  shard.count(five_people(at(26, 20)), at(26, 20));
  auto windows = shard.close(at(28, 0));
  EXPECT_EQ(presence(windows, at(26, 0)), "1, cell 5=2, cell 6=1, cell 7=1, cell 8=1");
  for (const ClosedWindow& window : windows) EXPECT_EQ(window.edition, 1u);
  shard.count(five_people(at(28, 20)), at(28, 20));
  windows = shard.close_all();
  EXPECT_EQ(presence(windows, at(28, 0)), "2, zone=4, no zone=1");
  for (const ClosedWindow& window : windows) EXPECT_EQ(window.edition, 2u);
}

TEST(ShardBasis, IsTheSameForAllShardsOfADay) {
  const auto bases = std::make_shared<CountingBases>(basis(CountLevel::cell, 1));
  Shard fast(roomy(), utc(), bases);
  Shard slow(roomy(), utc(), bases);
  for (Shard* shard : {&fast, &slow}) shard->count({}, at(27, 0));
  fast.close(at(28, 0));
  bases->replace(basis(CountLevel::cell, 2));
  slow.close(at(28, 0));
  EXPECT_EQ(slow.close_all().back().edition, 1u) << "the day had begun for the other";
  fast.close(at(52, 0));
  EXPECT_EQ(fast.close_all().back().edition, 2u);
}

TEST(ShardBasis, TellsGuestsByTheCountryOrByTheHomeNetworks) {
  struct Case {
    std::vector<Plmn> home_networks;
    Plmn home;
    std::uint16_t country;  // 0: not a guest
  };
  const Plmn of_cell{0x00f110};  // 001-01, as the cells
  const Plmn french{0x02f839};   // 208-93
  const Case cases[] = {{{}, of_cell, 0},         {{}, french, 208},
                        {{french}, french, 0},    {{french}, of_cell, 1},
                        {{of_cell}, french, 208}, {{of_cell, french}, french, 0},
                        {{}, Plmn{}, 0},          {{}, Plmn{0x1a2b3c}, 0}};
  for (const Case& one : cases) {
    Shard shard(roomy(), utc(), basis(CountLevel::cell, 1, one.home_networks));
    shard.count({}, at(12, 0));
    for (std::int64_t minute = 0; minute <= 40; minute += 10) {
      SignallingEvent event = seen(1, 5, at(12, minute));
      event.home = one.home;
      shard.count(std::span{&event, 1}, at(12, minute));
    }
    for (const ClosedWindow& window : shard.close_all()) {
      if (window.statistic != Statistic::roamers) continue;
      ASSERT_EQ(window.tallies.size(), one.country == 0 ? 0u : 1u) << one.home.octets;
      if (one.country != 0) {
        EXPECT_EQ(window.tallies.front().key.detail.code, one.country);
      }
    }
  }
}

TEST(ShardBasis, KeepsATestNetworkThatIsAHomeNetwork) {
  const Plmn lab{0x00f110};
  for (const bool at_home : {false, true}) {
    Shard::Limits limits = roomy();
    limits.drop_test_networks = true;
    Shard shard(limits, utc(),
                basis(CountLevel::cell, 1, at_home ? std::vector{lab} : std::vector<Plmn>{}));
    SignallingEvent event = seen(1, 5, at(12, 10));
    event.home = lab;
    shard.count({}, at(12, 0));
    shard.count(std::span{&event, 1}, at(12, 10));
    EXPECT_EQ(shard.counters().test_network, at_home ? 0u : 1u);
    EXPECT_EQ(shard.counters().counted_person, at_home ? 1u : 0u);
  }
}

}  // namespace
}  // namespace celltally

#include "audit/games/subtraction.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "audit/games/linear_system.hpp"
#include "noise/seeded_random.hpp"
#include "tests/audit/undefended.hpp"

namespace celltally {
namespace {

constexpr std::uint32_t kZones = 60;

const NoiseRules& rules() {
  static const NoiseRules rules = NoiseRules::from({});
  return rules;
}

using Unknowns = std::vector<std::size_t>;

TEST(LinearSystem, KnowsWhatFollowsFromSums) {
  LinearSystem system;
  system.add_sum({1, 2, 3});
  EXPECT_EQ(system.determined(), Unknowns{});
  system.add_sum({1, 2});
  EXPECT_EQ(system.determined(), Unknowns{3});
  system.add_sum({2, 4});
  system.add_sum({1, 4});
  EXPECT_EQ(system.determined(), (Unknowns{1, 2, 3, 4}));
}

TEST(LinearSystem, KnowsThatTheSameSumTwiceIsNoNews) {
  LinearSystem system;
  system.add_sum({1, 2});
  system.add_sum({2, 1});
  system.add_sum({});
  EXPECT_EQ(system.determined(), Unknowns{});
}

TEST(Subtraction, LeavesNothing) {
  SeededRandom random{1};
  const AuditCheck check = check_subtraction(rules(), 1, probe_of(random), kZones);
  EXPECT_TRUE(test::passed(check)) << test::Figures{check};
  EXPECT_THAT(check.said, testing::HasSubstr("rests were told")) << check.said;
}

// The product's rows, and of each zone the total of the same numbers: what a rest is there instead
// of. Borrows the source.
Probe with_totals(RandomSource& random) {
  return [&random](const NoiseRules& rules, const PlaceList& list) -> Release {
    return [list, release = probe_of(random)(rules, list)](const ClosedWindow& exact) {
      std::vector<SeenRow> rows = release(exact);
      std::set<TallyKey> zones;
      for (const CellSite& cell : list.cells) {
        if (cell.zone.known()) zones.insert({.place = cell.zone});
      }
      for (const TallyKey& zone : zones) {
        rows.push_back({.key = zone, .state = ReleaseState::published, .value = 500});
      }
      return rows;
    };
  };
}

TEST(Subtraction, FindsWhatATotalBesideItsCellsGivesAway) {
  SeededRandom random{2};
  const AuditCheck check = check_subtraction(rules(), 2, with_totals(random), kZones);
  EXPECT_FALSE(check.figures[0].holds()) << test::Figures{check};
}

// What is withheld of each zone as one number, of a single row too.
Probe rests_without_complement() {
  return [](const NoiseRules& rules, const PlaceList& list) -> Release {
    return [list, release = test::threshold_probe(20)(rules, list)](const ClosedWindow& exact) {
      std::vector<SeenRow> rows = release(exact);
      std::map<Place, std::uint32_t> withheld;
      for (const CellSite& cell : list.cells) {
        for (const SeenRow& row : rows) {
          if (row.key.place == cell.cell && !row.published() && cell.zone.known()) {
            ++withheld[cell.zone];
          }
        }
      }
      for (const auto& [zone, many] : withheld) {
        rows.push_back({.key = {.place = zone},
                        .state = ReleaseState::published,
                        .value = 80,
                        .rest_of = many});
      }
      return rows;
    };
  };
}

TEST(Subtraction, FindsRestsOfASingleRow) {
  const AuditCheck check = check_subtraction(rules(), 3, rests_without_complement(), kZones);
  EXPECT_FALSE(check.figures[0].holds()) << test::Figures{check};
  EXPECT_FALSE(check.figures[1].holds()) << test::Figures{check};
  EXPECT_TRUE(check.figures[2].holds()) << test::Figures{check};
}

}  // namespace
}  // namespace celltally

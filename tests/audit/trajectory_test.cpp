#include "audit/games/trajectory.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

#include "audit/games/assignment.hpp"
#include "audit/games/traces.hpp"
#include "noise/seeded_random.hpp"
#include "simulate/split_mix.hpp"
#include "tests/audit/undefended.hpp"

namespace celltally {
namespace {

constexpr TrajectorySize kSmall{.sparse_people = 60,
                                .sparse_cells = 80,
                                .dense_people = 360,
                                .dense_cells = 3,
                                .days = 2,
                                .regions = 1};

const NoiseRules& rules() {
  static const NoiseRules rules = NoiseRules::from({});
  return rules;
}

std::int64_t total(const Costs& costs, const std::vector<std::size_t>& columns) {
  std::int64_t sum = 0;
  for (std::size_t row = 0; row < columns.size(); ++row) sum += costs.at(row, columns[row]);
  return sum;
}

TEST(Assignment, IsTheCheapestOfAll) {
  SplitMix random{1};
  for (int times = 0; times < 200; ++times) {
    Costs costs(1 + random.below(6));
    for (std::size_t row = 0; row < costs.size(); ++row) {
      for (std::size_t column = 0; column < costs.size(); ++column) {
        costs.at(row, column) = static_cast<std::int32_t>(random.below(times % 2 ? 4 : 100));
      }
    }
    std::vector<std::size_t> columns(costs.size());
    std::iota(columns.begin(), columns.end(), std::size_t{0});
    std::int64_t least = total(costs, columns);
    while (std::next_permutation(columns.begin(), columns.end())) {
      least = std::min(least, total(costs, columns));
    }
    std::vector<std::size_t> chosen = cheapest_assignment(costs);
    EXPECT_EQ(total(costs, chosen), least);
    std::sort(chosen.begin(), chosen.end());
    for (std::size_t i = 0; i < chosen.size(); ++i) EXPECT_EQ(chosen[i], i) << "each once";
  }
}

TEST(Traces, OfPeopleWhoStayAreFoundFromNumbersAlone) {
  const Crowds crowds(48, {3, 0, 2});
  const Traces found = linked_traces(crowds, 5);
  Traces truth(5, std::vector<std::uint32_t>(48, 0));
  for (std::size_t i = 3; i < 5; ++i) truth[i].assign(48, 2);
  EXPECT_EQ(share_right(found, truth), 1);
  truth[4].assign(48, 1);
  EXPECT_EQ(share_right(found, truth), 0.8);
}

TEST(Trajectory, IsNotLiftedByWhatIsReleased) {
  SeededRandom random{1};
  const AuditCheck check = check_trajectory(rules(), 1, probe_of(random), kSmall);
  EXPECT_TRUE(test::passed(check)) << test::Figures{check};
  EXPECT_GT(check.plots.front().series.front().y[1], 0.03) << "exact numbers would tell";
}

// In a crowd not even exact numbers tell one person's way from another's.
TEST(Trajectory, IsLiftedByExactNumbersOfFewPeople) {
  const AuditCheck exact = check_trajectory(rules(), 2, test::exact_probe(), kSmall);
  EXPECT_FALSE(exact.figures[0].holds()) << test::Figures{exact};
  EXPECT_TRUE(exact.figures[1].holds()) << test::Figures{exact};
}

}  // namespace
}  // namespace celltally

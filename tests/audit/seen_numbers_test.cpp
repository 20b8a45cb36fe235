#include "audit/box/seen_numbers.hpp"

#include <gtest/gtest.h>

namespace celltally {
namespace {

Segment segment(std::uint64_t value) {
  Segment made;
  made.header.window = {Timestamp::from_seconds(0), Timestamp::from_seconds(3600)};
  made.rows.push_back({.place = "ecgi:001-01-0000101",
                       .key = {},
                       .state = ReleaseState::published,
                       .value = value});
  return made;
}

TEST(SeenNumbers, TellsWhenANumberWasToldTwiceWithDifferentNoise) {
  SeenNumbers seen;
  EXPECT_EQ(seen.most_values(), 0U);
  seen.add({segment(120)});
  seen.add({segment(120)});
  EXPECT_EQ(seen.numbers(), 1U);
  EXPECT_EQ(seen.most_values(), 1U);
  seen.add({segment(131)});
  EXPECT_EQ(seen.numbers(), 1U);
  EXPECT_EQ(seen.most_values(), 2U);
}

TEST(SeenNumbers, TellsARestFromANumberOfItsOwn) {
  Segment both = segment(120);
  both.rows.push_back(both.rows.front());
  both.rows.back().value = 90;
  both.rows.back().noise.rest_of = 3;
  SeenNumbers seen;
  seen.add({both});
  EXPECT_EQ(seen.numbers(), 2U);
  EXPECT_EQ(seen.most_values(), 1U);
}

TEST(SeenNumbers, CountsReleasesOfTheSameMoment) {
  const auto entry = [](Statistic statistic, std::int64_t from, std::int64_t to) {
    LedgerEntry made;
    made.statistic = statistic;
    made.window = {Timestamp::from_seconds(from), Timestamp::from_seconds(to)};
    return made;
  };
  EXPECT_EQ(most_releases({}), 0U);
  const auto first = entry(Statistic::presence, 0, 3600);
  EXPECT_EQ(most_releases({first, entry(Statistic::presence, 3600, 7200),
                           entry(Statistic::visitors, 0, 3600)}),
            1U);
  EXPECT_EQ(most_releases({first, entry(Statistic::presence, 1800, 5400)}), 2U);
}

}  // namespace
}  // namespace celltally

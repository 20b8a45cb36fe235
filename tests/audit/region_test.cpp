#include "audit/games/region.hpp"

#include <gtest/gtest.h>

namespace celltally {
namespace {

constexpr Region::Size kSize{.cells = 40, .cells_in_site = 3, .cells_in_zone = 12};

TEST(Region, HasTheSamePeopleForTheSameSeed) {
  const Region one(kSize, 7);
  const Region same(kSize, 7);
  const Region other(kSize, 8);
  std::size_t alike = 0;
  for (std::uint32_t person = 0; person < 100; ++person) {
    EXPECT_EQ(one.day_of(person, 3), same.day_of(person, 3));
    if (one.day_of(person, 3) == other.day_of(person, 3)) ++alike;
  }
  EXPECT_LT(alike, 10u);
}

TEST(Region, HasEverybodyInOneCellInEachHour) {
  const Region region(kSize, 1);
  const Region::Table table = region.count(500, 2);
  for (std::size_t hour = 0; hour < Region::kHours; ++hour) {
    std::uint64_t people = 0;
    const ClosedWindow closed = region.presence(table, hour, 5);
    EXPECT_EQ(closed.window, hour_window(5));
    for (const Tally& tally : closed.tallies) {
      EXPECT_EQ(tally.people, table.at(hour, region.number_of(tally.key.place)));
      people += tally.people;
    }
    EXPECT_EQ(people, 500u);
  }
}

TEST(Region, HasPeopleWithHabits) {
  const Region region(kSize, 2);
  std::size_t same = 0;
  std::size_t all = 0;
  for (std::uint32_t person = 0; person < 200; ++person) {
    const Region::Day monday = region.day_of(person, 0);
    const Region::Day next = region.day_of(person, 7);
    for (std::size_t hour = 0; hour < Region::kHours; ++hour, ++all) {
      if (monday[hour] == next[hour]) ++same;
    }
  }
  EXPECT_GT(same, all * 6 / 10);
  EXPECT_LT(same, all * 95 / 100) << "nobody's week is like the one before";
}

}  // namespace
}  // namespace celltally

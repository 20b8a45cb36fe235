#include "vocabulary/detail.hpp"

#include <gtest/gtest.h>

#include <set>

namespace celltally {
namespace {

struct Case {
  Statistic statistic;
  Detail detail;
  const char* key;
  const char* text;
};

const Case kCases[] = {
    {Statistic::events, Detail::of(EventKind::attach), "kind", "attach"},
    {Statistic::events, Detail::of(EventKind::text), "kind", "text"},
    {Statistic::events, Detail::of(ServiceClass::voice), "service", "voice"},
    {Statistic::events, Detail::of(ServiceClass::other), "service", "other"},
    {Statistic::visitors, Detail::of(VisitorClass::resident), "class", "resident"},
    {Statistic::visitors, Detail::of(VisitorClass::unknown), "class", "unknown"},
    {Statistic::dwell, Detail::of(DwellClass::m5_15), "class", "5-15"},
    {Statistic::dwell, Detail::of(DwellClass::m240), "class", "240+"},
    {Statistic::quality, Detail::of(GapClass::m2), "class", "gap<=2"},
    {Statistic::quality, Detail::of(GapClass::more), "class", "gap>20"},
    {Statistic::segments, Detail::of(PopulationSegment{}), "segment", "unknown"},
    {Statistic::segments, Detail::of(PopulationSegment::of(2, false)), "segment", "25-34/f"},
    {Statistic::segments, Detail::of(PopulationSegment::of(6, true)), "segment", "65+/m"},
    {Statistic::roamers, Detail::of_country(208), "country", "208"},
    {Statistic::roamers, Detail::of_country(1), "country", "001"},
    {Statistic::presence, Detail{}, "", ""},
    {Statistic::flows, Detail{}, "", ""},
};

TEST(Detail, IsWrittenAndReadBack) {
  for (const Case& one : kCases) {
    EXPECT_EQ(key_of(one.statistic, one.detail), one.key) << one.text;
    EXPECT_EQ(to_text(one.statistic, one.detail), one.text);
    EXPECT_EQ(detail_from_text(one.statistic, one.key, one.text), one.detail) << one.text;
  }
}

TEST(Detail, IsNothingForAnotherWord) {
  EXPECT_FALSE(detail_from_text(Statistic::events, "kind", "voice"));
  EXPECT_FALSE(detail_from_text(Statistic::events, "service", "attach"));
  EXPECT_FALSE(detail_from_text(Statistic::events, "kind", ""));
  EXPECT_FALSE(detail_from_text(Statistic::events, "service", ""));
  EXPECT_FALSE(detail_from_text(Statistic::visitors, "class", "5-15"));
  EXPECT_FALSE(detail_from_text(Statistic::visitors, "kind", "resident"));
  EXPECT_FALSE(detail_from_text(Statistic::roamers, "country", "08"));
  EXPECT_FALSE(detail_from_text(Statistic::roamers, "country", "2x8"));
  EXPECT_FALSE(detail_from_text(Statistic::roamers, "country", "000"));
  EXPECT_FALSE(detail_from_text(Statistic::presence, "class", "resident"));
}

TEST(Detail, GapsFallIntoTheClassWhoseMinutesTheyDoNotExceed) {
  EXPECT_EQ(gap_class_of(0), GapClass::m2);
  EXPECT_EQ(gap_class_of(120), GapClass::m2);
  EXPECT_EQ(gap_class_of(121), GapClass::m5);
  EXPECT_EQ(gap_class_of(300), GapClass::m5);
  EXPECT_EQ(gap_class_of(600), GapClass::m10);
  EXPECT_EQ(gap_class_of(1200), GapClass::m20);
  EXPECT_EQ(gap_class_of(1201), GapClass::more);
}

TEST(Statistic, WordsAreInTheirOwnOrder) {
  for (std::size_t i = 1; i < kStatistics; ++i) {
    EXPECT_LT(to_text(static_cast<Statistic>(i - 1)), to_text(static_cast<Statistic>(i)));
  }
}

}  // namespace
}  // namespace celltally

#include "vocabulary/row_key.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "vocabulary/zone.hpp"

namespace celltally {
namespace {

const PlaceNames kNames{{"old town", "harbour"}, {"church"}};
const Place kOldTown = *kNames.zone("old town");

RowKey key_of_row(Statistic statistic, Detail detail, Place other = {}) {
  return row_key_of(statistic, {.place = {}, .other = other, .detail = detail}, kNames);
}

TEST(RowKey, IsWhatTheStatisticTellsApart) {
  const struct {
    RowKey key;
    std::string_view name;
    std::string_view word;
  } cases[] = {
      {key_of_row(Statistic::presence, {}), "", ""},
      {key_of_row(Statistic::machines, {}), "", ""},
      {key_of_row(Statistic::events, Detail::of(EventKind::text)), "kind", "text"},
      {key_of_row(Statistic::events, Detail::of(ServiceClass::text)), "service", "text"},
      {key_of_row(Statistic::dwell, Detail::of(DwellClass::m240)), "class", "240+"},
      {key_of_row(Statistic::quality, Detail::of(GapClass::m2)), "class", "gap<=2"},
      {key_of_row(Statistic::flows, {}, kOldTown), "destination", "zone:old town"},
      {key_of_row(Statistic::flows, {}, kNoZone), "destination", "zone:none"},
      {key_of_row(Statistic::origin, {}, kOldTown), "origin", "zone:old town"},
      {key_of_row(Statistic::origin, {}), "origin", "unknown"},
      {key_of_row(Statistic::roamers, Detail::of_country(1)), "country", "001"},
      {key_of_row(Statistic::segments, Detail::of(PopulationSegment::of(2, true))), "segment",
       "25-34/m"},
  };
  for (const auto& [key, name, word] : cases) {
    EXPECT_EQ(key.name, name) << word;
    EXPECT_EQ(key.word, word);
  }
}

TEST(RowKey, IsReadBackForItsStatisticAlone) {
  const struct {
    std::string_view name;
    std::string_view word;
    std::vector<Statistic> of;
  } cases[] = {
      {"", "", {Statistic::machines, Statistic::presence, Statistic::visitors}},
      {"kind", "attach", {Statistic::events}},
      {"service", "ims", {Statistic::events}},
      {"class", "15-30", {Statistic::dwell}},
      {"class", "gap>20", {Statistic::quality}},
      {"class", "unknown", {Statistic::visitors}},
      {"destination", "zone:none", {Statistic::flows}},
      {"destination", "unknown", {}},
      {"destination", "old town", {}},
      {"destination", "zone:", {}},
      {"destination", "zone:a\tb", {}},
      {"origin", "unknown", {Statistic::origin}},
      {"origin", "zone:old town", {Statistic::origin}},
      {"segment", "65+/f", {Statistic::segments}},
      {"country", "208", {Statistic::roamers}},
      {"country", "20", {}},
      {"kind", "", {}},
      {"", "attach", {}},
  };
  for (const auto& [name, word, of] : cases) {
    std::vector<Statistic> takes;
    for (std::size_t i = 0; i < kStatistics; ++i) {
      if (is_row_key(static_cast<Statistic>(i), name, word)) {
        takes.push_back(static_cast<Statistic>(i));
      }
    }
    EXPECT_EQ(takes, of) << name << " " << word;
  }
}

TEST(RowKey, HasAPlaceOfTheRightSort) {
  const struct {
    const char* place;
    std::vector<Statistic> of;
  } cases[] = {
      {"", {Statistic::quality}},
      {"ecgi:001-01-0000101",
       {Statistic::dwell, Statistic::events, Statistic::presence, Statistic::visitors}},
      {"ecgi:001-01-101", {}},
      {"site:church", {Statistic::dwell, Statistic::presence, Statistic::visitors}},
      {"site:", {}},
      {"zone:none",
       {Statistic::dwell, Statistic::flows, Statistic::machines, Statistic::origin,
        Statistic::presence, Statistic::roamers, Statistic::segments, Statistic::visitors}},
      {"zone:a\"b", {}},
  };
  for (const auto& [place, of] : cases) {
    std::vector<Statistic> takes;
    for (std::size_t i = 0; i < kStatistics; ++i) {
      if (is_row_place(static_cast<Statistic>(i), place))
        takes.push_back(static_cast<Statistic>(i));
    }
    EXPECT_EQ(takes, of) << place;
  }
}

TEST(RowKey, HasANameOfTheContract) {
  for (std::size_t i = 0; i < kStatistics; ++i) {
    const std::string_view name = row_key_name(static_cast<Statistic>(i));
    EXPECT_TRUE(name.empty() ||
                std::find(kRowKeyNames.begin(), kRowKeyNames.end(), name) != kRowKeyNames.end())
        << name;
  }
}

}  // namespace
}  // namespace celltally

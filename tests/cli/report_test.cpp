#include "cli/report.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "cli/figure.hpp"
#include "cli/report_lines.hpp"

namespace celltally {
namespace {

constexpr Plmn kTestNetwork{0x00f110};         // 001-01
constexpr std::int64_t kFour = 1'767'240'000;  // 2026-01-01T04:00:00Z
constexpr std::int64_t kHour = 3600;

Window hour(int number) {
  return {Timestamp::from_seconds(kFour + number * kHour),
          Timestamp::from_seconds(kFour + (number + 1) * kHour)};
}
Window day(int number) {
  return {Timestamp::from_seconds(kFour + number * 24 * kHour),
          Timestamp::from_seconds(kFour + (number + 1) * 24 * kHour)};
}
Place cell(std::uint64_t eci) {
  return Place{PlaceKind::ecgi, kTestNetwork, eci};
}

LabCount count(Statistic statistic, std::uint64_t eci, const Window& window, std::uint64_t value) {
  return {.statistic = statistic, .key = {.place = cell(eci)}, .window = window, .value = value};
}
LabCount events(EventKind kind, std::uint64_t eci, const Window& window, std::uint64_t value) {
  LabCount row = count(Statistic::events, eci, window, value);
  row.key.detail = Detail::of(kind);
  return row;
}

Report report_of(const std::vector<LabCount>& counts) {
  Report report{true};
  for (const LabCount& one : counts) report.add_exact({&one, 1});
  report.sort();
  return report;
}

TEST(Report, SortsByStatisticPlaceWindowAndKindWhateverTheOrder) {
  std::vector<LabCount> counts;
  for (int number = 0; number < 100; ++number) {  // more windows than it looks back
    for (const std::uint64_t eci : {2u, 1u}) {
      counts.push_back(count(Statistic::presence, eci, hour(number), 1));
      counts.push_back(events(EventKind::attach, eci, hour(number), 1));
      counts.push_back(events(EventKind::area_update, eci, hour(number), 1));
    }
  }
  counts.push_back(count(Statistic::visitors, 1, day(0), 1));
  const auto text = [](const Report& report) {
    Output out{-1};
    print_csv(report, {}, {}, out);
    return out.buffer();
  };
  const std::string expected = text(report_of(counts));
  std::reverse(counts.begin(), counts.end());
  const Report reversed = report_of(counts);
  EXPECT_EQ(text(reversed), expected);
  EXPECT_EQ(reversed.windows(), 101u) << "each window has one number";

  std::vector<std::string> keys;
  for (const ReportRow& row : reversed.rows()) {
    keys.push_back(std::string{to_text(row.statistic)} + reversed.place(row.place) +
                   std::to_string(reversed.window(row.window).from.ns) +
                   reversed.key(row.key).word);
  }
  EXPECT_TRUE(std::is_sorted(keys.begin(), keys.end()));
  EXPECT_EQ(keys.size(), 601u);
}

TEST(Figure, AddsUpWhatIsPublishedAndMarksWhatIsNot) {
  const auto published = [](std::uint64_t value) {
    return Figure{.value = value, .state = ReleaseState::published, .given = true, .more = false};
  };
  const Figure withheld{.value = 0, .state = ReleaseState::withheld, .given = true, .more = false};
  const Figure nothing{.value = 0, .state = ReleaseState::no_data, .given = true, .more = false};
  const auto sum = [](std::initializer_list<Figure> figures) {
    Figure total;
    for (const Figure& figure : figures) total.add(figure);
    return total;
  };
  EXPECT_FALSE(sum({}).given);
  EXPECT_EQ(sum({published(3), published(4)}).value, 7u);
  EXPECT_FALSE(sum({published(3), published(4)}).more);
  EXPECT_TRUE(sum({published(3), withheld}).more);
  EXPECT_TRUE(sum({withheld, published(3)}).more);
  EXPECT_TRUE(sum({withheld, published(3), published(1)}).more);
  EXPECT_EQ(sum({withheld, withheld}).state, ReleaseState::withheld);
  EXPECT_FALSE(sum({withheld, withheld}).more);
  EXPECT_EQ(sum({nothing, withheld}).state, ReleaseState::withheld);
  EXPECT_EQ(sum({nothing, nothing}).state, ReleaseState::no_data);
}

}  // namespace
}  // namespace celltally

// What people see of a day, to the letter.

#include "cli/overview.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "cli/hour_bar.hpp"
#include "cli/row_tables.hpp"
#include "cli/text_table.hpp"
#include "tests/cli/made_report.hpp"

namespace celltally {
namespace {

using ::testing::HasSubstr;
using testing::MadeReport;
using ::testing::Not;
using ::testing::StartsWith;

std::string overview(const MadeReport& made, const Terminal& terminal = {}) {
  Output out{-1};
  print_overview(made.sorted(), *LocalTime::in_zone("UTC"), {.exact = true}, terminal, out);
  return out.buffer();
}

std::string tables(const MadeReport& made, std::initializer_list<Statistic> statistics,
                   const Terminal& terminal = {}) {
  StatisticChoice choice;
  for (const Statistic each : statistics) choice.add(each);
  Output out{-1};
  print_row_tables(made.sorted(), choice, *LocalTime::in_zone("UTC"), {.exact = true}, terminal,
                   out);
  return out.buffer();
}

Terminal of_width(std::size_t columns) {
  Terminal terminal;
  terminal.columns = columns;
  return terminal;
}

// A day with something of everything.
MadeReport whole_day() {
  MadeReport made;
  const Place harbour = made.zone("harbour");
  const Place town = made.zone("old town");
  const Window day = MadeReport::day(0);
  for (int hour = 0; hour < 24; ++hour) {
    const auto value = static_cast<std::uint64_t>(hour < 12 ? 10 * hour : 10 * (24 - hour));
    made.add(Statistic::presence, harbour, MadeReport::hour(hour), value);
    made.add(Statistic::presence, town, MadeReport::hour(hour), 300);
    made.add(Statistic::machines, town, MadeReport::hour(hour), 7);
  }
  made.add(Statistic::presence, kNoZone, MadeReport::hour(2), 0).withheld();
  made.add(Statistic::visitors, harbour, day, 40, Detail::of(VisitorClass::resident))
      .add(Statistic::visitors, harbour, day, 80, Detail::of(VisitorClass::visitor))
      .add(Statistic::visitors, harbour, day, 0, Detail::of(VisitorClass::unknown))
      .withheld()
      .add(Statistic::visitors, town, day, 400, Detail::of(VisitorClass::resident))
      .add(Statistic::visitors, town, day, 100, Detail::of(VisitorClass::visitor))
      .add(Statistic::visitors, town, day, 30, Detail::of(VisitorClass::unknown))
      .add(Statistic::dwell, harbour, day, 100, Detail::of(DwellClass::m15_30))
      .add(Statistic::dwell, harbour, day, 20, Detail::of(DwellClass::m60_120))
      .add(Statistic::flows, harbour, MadeReport::hours(2, 4), 50, {}, town)
      .add(Statistic::flows, harbour, MadeReport::hours(6, 6), 25, {}, town)
      .add(Statistic::flows, town, MadeReport::hours(12, 4), 60, {}, harbour)
      .add(Statistic::origin, harbour, day, 70, {}, town)
      .add(Statistic::origin, harbour, day, 10)
      .add(Statistic::roamers, harbour, day, 30, Detail::of_country(262))
      .add(Statistic::roamers, town, day, 20, Detail::of_country(262))
      .add(Statistic::roamers, town, day, 25, Detail::of_country(208))
      .add(Statistic::quality, {}, day, 150, Detail::of(GapClass::m5))
      .add(Statistic::quality, {}, day, 50, Detail::of(GapClass::m2))
      .add(Statistic::events, MadeReport::cell(1), MadeReport::hour(3), 900,
           Detail::of(EventKind::attach))
      .add(Statistic::events, MadeReport::cell(2), MadeReport::hour(3), 0,
           Detail::of(EventKind::attach))
      .withheld();
  return made;
}

TEST(Overview, TellsADayInOrder) {
  EXPECT_EQ(overview(whole_day()), R"(EXACT COUNTS: for the lab, not protected, never publish

2026-01-01 04:00 to 2026-01-02 04:00, UTC

people         04  08  12  16  20  00    most     at
zone:old town  888888888888888888888888   300  04:00
zone:harbour   012234456678887665443221   120  16:00
zone:none        .                        <20

visitors        all  resident  visitor  unknown    stay
zone:old town   530       400      100       30
zone:harbour   120+        40       80      <20  34 min

trips                          people
zone:harbour to zone:old town      75
zone:old town to zone:harbour      60

where visitors spent the night    people
zone:harbour, from zone:old town      70
zone:harbour, unknown                 10

guests, by the code of their country  in zones
262                                         50
208                                         25

machines       04  08  12  16  20  00    most     at
zone:old town  888888888888888888888888     7  04:00

events: attach 900+

minutes between a device's events, in the median: 25 % gap<=2, 75 % gap<=5

rows withheld: events 1 of 2, presence 1 of 49, visitors 1 of 6

1 to 8   an hour in eighths of the most; . is withheld, - no data
<20      fewer than 20 people, or nobody: withheld
+        what is withheld comes in addition
EXACT COUNTS: for the lab, not protected, never publish
)");
}

TEST(Overview, FitsTheWidth) {
  for (const std::size_t columns : {120u, 80u, 60u, 50u, 40u}) {
    std::istringstream lines{overview(whole_day(), of_width(columns))};
    for (std::string line; std::getline(lines, line);) {
      EXPECT_LE(width_of(line), columns) << line;
      EXPECT_FALSE(line.ends_with(' ')) << line;
    }
  }
}

TEST(Overview, HasBlocksOnATerminalThatShowsThem) {
  Terminal terminal;
  terminal.blocks = true;
  EXPECT_THAT(overview(whole_day(), terminal), HasSubstr("zone:harbour   0▁▂▂▃▄▄▅▆"
                                                         "▆▇███▇▆▆▅▄▄▃▂▂▁"));
}

TEST(Overview, DimsWhatIsWithheldWhereThereAreColours) {
  Terminal terminal;
  terminal.colours = true;
  EXPECT_THAT(overview(whole_day(), terminal), HasSubstr("\033[2m<20\033[0m"));
  EXPECT_THAT(overview(whole_day()), Not(HasSubstr("\033")));
}

TEST(Overview, ShowsTheFullestPlacesAndSaysHowManyThereAre) {
  MadeReport made;
  for (std::uint64_t eci = 1; eci <= 10; ++eci) {
    made.add(Statistic::presence, MadeReport::cell(eci), MadeReport::hour(2), 100 + eci);
    made.add(Statistic::visitors, MadeReport::cell(eci), MadeReport::day(0), 1000 - eci);
  }
  const std::string text = overview(made);
  EXPECT_THAT(text, HasSubstr("\necgi:001-01-000000a    8                        110  06:00\n"));
  EXPECT_THAT(text, Not(HasSubstr(" 102  06:00\n")));
  EXPECT_THAT(text, HasSubstr("8 of 10 places; --stat presence shows all\n"));
  EXPECT_THAT(text, HasSubstr("\necgi:001-01-0000001  999       999\n"));
  EXPECT_THAT(text, HasSubstr("8 of 10 places; --stat visitors shows all\n"));
}

TEST(Overview, TellsHoursWithoutDataOnce) {
  MadeReport made;
  for (int hour = 0; hour < 6; ++hour) {
    made.add(Statistic::presence, MadeReport::cell(1), MadeReport::hour(hour), 5);
    if (hour != 2 && hour != 5) made.without_data();
  }
  made.add(Statistic::visitors, MadeReport::cell(1), MadeReport::day(0), 5);
  EXPECT_THAT(overview(made), HasSubstr("2026-01-01 04:00 to 2026-01-02 04:00, UTC\n"
                                        "no data of any place from 04:00 to 06:00\n"
                                        "no data of any place from 07:00 to 09:00\n"));
}

TEST(Overview, HasADayForEachDay) {
  MadeReport made;
  made.add(Statistic::presence, MadeReport::cell(1), MadeReport::hour(2), 5)
      .add(Statistic::presence, MadeReport::cell(1), MadeReport::hour(26), 6)
      .add(Statistic::visitors, MadeReport::cell(1), MadeReport::day(0), 7)
      .add(Statistic::visitors, MadeReport::cell(1), MadeReport::day(1), 8);
  const std::string text = overview(made);
  const std::size_t second = text.find("2026-01-02 04:00 to 2026-01-03 04:00, UTC\n");
  ASSERT_NE(second, std::string::npos);
  EXPECT_LT(text.find("     5  06:00\n"), second);
  EXPECT_THAT(text.substr(second), HasSubstr("     6  06:00\n"));
}

TEST(HourBar, TellsEveryState) {
  const auto one = [](std::uint64_t value, ReleaseState state) {
    return Figure{.value = value, .state = state, .given = true, .more = false};
  };
  using State = ReleaseState;
  const std::vector<Figure> hours{one(0, State::published),
                                  one(1, State::published),
                                  one(80, State::published),
                                  one(40, State::published),
                                  one(0, State::withheld),
                                  one(0, State::no_data),
                                  Figure{},
                                  one(11, State::published)};
  EXPECT_EQ(hour_bar(hours, false), "0184.- 2");
  EXPECT_EQ(hour_bar(hours, true), "0▁█▄.- ▂");
  EXPECT_EQ(hour_bar({}, false), "");
}

TEST(RowTables, HaveALineOfEachRowOfTheStatisticsThatWereNamed) {
  EXPECT_EQ(tables(whole_day(), {Statistic::flows, Statistic::quality, Statistic::origin}),
            R"(EXACT COUNTS: for the lab, not protected, never publish

times of UTC

flows          when                       destination    trips
zone:harbour   2026-01-01 06:00 to 10:00  zone:old town     50
zone:harbour   2026-01-01 10:00 to 16:00  zone:old town     25
zone:old town  2026-01-01 16:00 to 20:00  zone:harbour      60

origin        when                       origin         people
zone:harbour  2026-01-01 04:00 to 04:00  unknown            10
zone:harbour  2026-01-01 04:00 to 04:00  zone:old town      70

quality                    class   devices
2026-01-01 04:00 to 04:00  gap<=2       50
2026-01-01 04:00 to 04:00  gap<=5      150

<20      fewer than 20 people, or nobody: withheld
+        what is withheld comes in addition
EXACT COUNTS: for the lab, not protected, never publish
)");
}

TEST(RowTables, LeaveTheEndOfATimeAndThePlaceWhereItIsNarrow) {
  EXPECT_THAT(tables(whole_day(), {Statistic::flows}, of_width(40)),
              HasSubstr("\nflows\n"
                        "  when              destination    trips\n"
                        "zone:harbour\n"
                        "  2026-01-01 06:00  zone:old town     50\n"
                        "  2026-01-01 10:00  zone:old town     25\n"
                        "zone:old town\n"
                        "  2026-01-01 16:00  zone:harbour      60\n"));
}

TEST(TextTable, CountsCharactersAndNotOctets) {
  EXPECT_EQ(width_of("zone:Orléans"), 12u);
  TextTable table{{"zone", "people"}, 1, of_width(22)};
  table.measure({{"zone:Orléans", false}, {"7", false}});
  EXPECT_EQ(table.heading(), "zone          people\n");
  EXPECT_EQ(table.line({{"zone:Orléans", false}, {"7", false}}), "zone:Orléans       7\n");
}

}  // namespace
}  // namespace celltally

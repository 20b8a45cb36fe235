// Rows of sites and zones, of the statistics that have every row and of those that have published
// ones only, through both gates.

#include <gtest/gtest.h>

#include <string>

#include "disclose/gate.hpp"
#include "disclose/lab_count.hpp"
#include "disclose/window_gate.hpp"
#include "tests/disclose/day_builder.hpp"
#include "vocabulary/zone.hpp"

namespace celltally {
namespace {

using test::cell;
using test::DayBuilder;
using test::hour;

using Rows = std::vector<std::string>;

const Place kGsmCell{PlaceKind::cgi, test::kTestNetwork, 7};

// Cells 1 and 2 on the site "church", in the zone "old town"; cell 3 by itself in "harbour"; the
// GSM cell in "harbour" too.
PlaceList towns(CountLevel level) {
  PlaceList list;
  list.names = std::make_shared<const PlaceNames>(std::vector<std::string>{"old town", "harbour"},
                                                  std::vector<std::string>{"church"});
  const Place church = *list.names->site("church");
  const Place old_town = *list.names->zone("old town");
  const Place harbour = *list.names->zone("harbour");
  list.cells = {{.cell = cell(1), .site = church, .zone = old_town},
                {.cell = cell(2), .site = church, .zone = old_town},
                {.cell = cell(3), .zone = harbour},
                {.cell = kGsmCell, .zone = harbour}};
  list.level = level;
  return list;
}

Place zone(const PlaceList& list, const char* name) {
  return *list.names->zone(name);
}

Rows texts(const std::vector<ReleasedCount>& rows, Statistic statistic, const PlaceNames& names) {
  Rows lines;
  for (const ReleasedCount& row : rows) {
    if (row.statistic() == statistic) lines.push_back(test::line_of(row, names));
  }
  return lines;
}

Rows texts(const ReleasedRows& rows) {
  Rows lines;
  for (const ReleasedCount& row : rows.counts) lines.push_back(test::line_of(row, *rows.names));
  return lines;
}

ClosedWindow window(Statistic statistic, std::vector<Tally> tallies) {
  ClosedWindow closed;
  closed.statistic = statistic;
  closed.window = hour(8);
  closed.tallies = std::move(tallies);
  return closed;
}

TEST(PlaceLevels, SaysOfWhichPlacesPeopleAreTold) {
  const struct {
    CountLevel level;
    Rows rows;
  } cases[] = {
      {CountLevel::cell,
       {"cgi:001-01-0000-0007 no_data", "ecgi:001-01-0000001 withheld",
        "ecgi:001-01-0000002 withheld", "ecgi:001-01-0000003 withheld",
        "ecgi:001-01-0000009 withheld"}},
      {CountLevel::site,
       {"cgi:001-01-0000-0007 no_data", "ecgi:001-01-0000003 withheld",
        "ecgi:001-01-0000009 withheld", "site:church withheld"}},
      {CountLevel::zone, {"zone:harbour withheld", "zone:none withheld", "zone:old town withheld"}},
  };
  for (const auto& [level, rows] : cases) {
    const PlaceList list = towns(level);
    const auto day =
        DayBuilder{}.window(Statistic::presence, 8, {}).seen(cell(1)).seen(cell(9)).build();
    EXPECT_EQ(texts(Gate{{}, list}.release(day), Statistic::presence, *list.names), rows);
  }
}

TEST(PlaceLevels, HaveASiteOrZoneInSightWhenOneOfItsCellsIs) {
  const PlaceList list = towns(CountLevel::zone);
  const auto day = DayBuilder{}.window(Statistic::machines, 8, {}).seen(kGsmCell).build();
  EXPECT_EQ(texts(Gate{{}, list}.release(day), Statistic::machines, *list.names),
            (Rows{"zone:harbour withheld", "zone:none withheld", "zone:old town no_data"}));
  const auto nothing = DayBuilder{}.window(Statistic::machines, 8, {}).build();
  EXPECT_EQ(texts(Gate{{}, list}.release(nothing), Statistic::machines, *list.names),
            (Rows{"zone:harbour no_data", "zone:none no_data", "zone:old town no_data"}));
}

TEST(PlaceLevels, HaveNoZoneInSightForAnotherOne) {
  PlaceList list = towns(CountLevel::zone);
  list.cells = {{.cell = cell(1), .zone = zone(list, "harbour")},
                {.cell = kGsmCell, .zone = zone(list, "old town")}};
  const std::pair<Place, Rows> cases[] = {
      {cell(1), {"zone:harbour withheld", "zone:none withheld", "zone:old town no_data"}},
      {kGsmCell, {"zone:harbour no_data", "zone:none withheld", "zone:old town withheld"}}};
  for (const auto& [seen, rows] : cases) {
    const auto day = DayBuilder{}.window(Statistic::machines, 8, {}).seen(seen).build();
    EXPECT_EQ(texts(Gate{{}, list}.release(day), Statistic::machines, *list.names), rows);
  }
}

TEST(EveryRow, IsThereForEachWordOfAFixedSetWhoeverCame) {
  WindowGate gate{{}, {}};
  gate.use_list(0, towns(CountLevel::zone));
  const PlaceList list = towns(CountLevel::zone);
  EXPECT_EQ(
      texts(gate.release(
                    window(Statistic::dwell,
                           {{{zone(list, "harbour"), {}, Detail::of(DwellClass::m5_15)}, 22, 22}}))
                .value())[4],
      "zone:harbour 5-15 published 20");
  EXPECT_EQ(texts(gate.release(window(Statistic::dwell, {})).value()),
            (Rows{"zone:harbour 120-240 withheld", "zone:harbour 15-30 withheld",
                  "zone:harbour 240+ withheld", "zone:harbour 30-60 withheld",
                  "zone:harbour 5-15 withheld", "zone:harbour 60-120 withheld",
                  "zone:none 120-240 no_data", "zone:none 15-30 no_data", "zone:none 240+ no_data",
                  "zone:none 30-60 no_data", "zone:none 5-15 no_data", "zone:none 60-120 no_data",
                  "zone:old town 120-240 no_data", "zone:old town 15-30 no_data",
                  "zone:old town 240+ no_data", "zone:old town 30-60 no_data",
                  "zone:old town 5-15 no_data", "zone:old town 60-120 no_data"}));
  EXPECT_EQ(gate.release(window(Statistic::segments, {})).value().counts.size(), 3u * 15);
  const ClosedWindow quality =
      window(Statistic::quality, {{{{}, {}, Detail::of(GapClass::m5)}, 131, 131}});
  EXPECT_EQ(texts(gate.release(quality).value()),
            (Rows{"gap<=10 no_data", "gap<=2 no_data", "gap<=20 no_data", "gap<=5 no_data",
                  "gap>20 no_data"}))
      << "no network is in sight";
  gate.release(window(Statistic::events, {test::events_of(cell(1), EventKind::attach, 20, 20)}))
      .value();
  EXPECT_EQ(texts(gate.release(quality).value()),
            (Rows{"gap<=10 withheld", "gap<=2 withheld", "gap<=20 withheld", "gap<=5 published 130",
                  "gap>20 withheld"}));
}

TEST(EveryRow, IsNotThereForPairsOfWhichOnlyPublishedRowsAreTold) {
  const PlaceList list = towns(CountLevel::cell);
  const Place harbour = zone(list, "harbour"), old_town = zone(list, "old town");
  WindowGate gate{{}, {}};
  gate.use_list(0, list);
  EXPECT_EQ(texts(gate.release(window(Statistic::flows, {{{harbour, old_town}, 60, 45},
                                                         {{harbour, kNoZone}, 40, 19},
                                                         {{old_town, harbour}, 21, 20},
                                                         {{kNoZone, harbour}, 100, 100}}))
                      .value()),
            (Rows{"zone:harbour zone:old town published 60", "zone:none zone:harbour published 100",
                  "zone:old town zone:harbour published 20"}));
  EXPECT_EQ(texts(gate.release(window(Statistic::origin,
                                      {{{harbour}, 40, 40}, {{harbour, old_town}, 20, 20}}))
                      .value()),
            (Rows{"zone:harbour unknown published 40", "zone:harbour zone:old town published 20"}));
  EXPECT_EQ(texts(gate.release(window(Statistic::roamers,
                                      {{{harbour, {}, Detail::of_country(208)}, 20, 20},
                                       {{harbour, {}, Detail::of_country(1)}, 20, 20},
                                       {{old_town, {}, Detail::of_country(999)}, 3, 3}}))
                      .value()),
            (Rows{"zone:harbour 001 published 20", "zone:harbour 208 published 20"}));
  ClosedWindow blind = window(Statistic::flows, {{{harbour, old_town}, 60, 60}});
  blind.captured = false;
  EXPECT_TRUE(gate.release(blind).value().counts.empty());
}

TEST(EveryRow, OfTheLabHasThePairsThatThereAre) {
  const PlaceList list = towns(CountLevel::cell);
  const Place harbour = zone(list, "harbour");
  DayBuilder day;
  day.window(Statistic::flows, 8, {{{harbour, kNoZone}, 2, 1}}).seen(cell(1));
  day.window(Statistic::flows, 9, {{{harbour, kNoZone}, 3, 1}}, false);
  std::size_t flows = 0;
  for (const LabCount& count : exact_for_lab(day.build(), list)) {
    if (count.statistic != Statistic::flows) continue;
    ++flows;
    EXPECT_EQ(count.key, (TallyKey{.place = harbour, .other = kNoZone}));
    EXPECT_EQ(count.value, 2u);
  }
  EXPECT_EQ(flows, 1u);
}

TEST(EveryRow, OfEventsHasKindsBeforeServices) {
  const auto day = DayBuilder{}
                       .window(Statistic::events, 8,
                               {test::events_of(cell(1), EventKind::text, 30, 30),
                                test::events_of(cell(1), EventKind::attach, 30, 30),
                                {{cell(1), {}, Detail::of(ServiceClass::data)}, 30, 30},
                                {{cell(1), {}, Detail::of(ServiceClass::text)}, 30, 19}})
                       .build();
  EXPECT_EQ(
      texts(Gate{{}, {}}.release(day), Statistic::events, {}),
      (Rows{"ecgi:001-01-0000001 attach published 30", "ecgi:001-01-0000001 text published 30",
            "ecgi:001-01-0000001 data published 30"}));
}

// Of a zone with cells of several networks it is not known whose the people are.
TEST(WindowGate, HasAZoneInSightByItselfAndANetworkByItsCells) {
  const PlaceList list = towns(CountLevel::zone);
  const Place harbour = zone(list, "harbour");
  WindowGate gate{{}, {Detail::of(EventKind::attach)}};
  gate.use_list(0, list);
  EXPECT_EQ(texts(gate.release(window(Statistic::presence, {{{harbour}, 20, 20}})).value()),
            (Rows{"zone:harbour published 20", "zone:none no_data", "zone:old town no_data"}));
  EXPECT_EQ(texts(gate.release(window(Statistic::events,
                                      {test::events_of(kGsmCell, EventKind::attach, 9, 19)}))
                      .value()),
            (Rows{"cgi:001-01-0000-0007 attach no_data", "ecgi:001-01-0000001 attach no_data",
                  "ecgi:001-01-0000002 attach no_data", "ecgi:001-01-0000003 attach no_data"}));
  EXPECT_EQ(
      texts(gate.release(window(Statistic::events,
                                {test::events_of(cell(3), EventKind::attach, 20, 20)}))
                .value()),
      (Rows{"cgi:001-01-0000-0007 attach no_data", "ecgi:001-01-0000001 attach withheld",
            "ecgi:001-01-0000002 attach withheld", "ecgi:001-01-0000003 attach published 20"}));
  EXPECT_EQ(texts(gate.release(window(Statistic::machines, {})).value()),
            (Rows{"zone:harbour withheld", "zone:none withheld", "zone:old town withheld"}));
}

}  // namespace
}  // namespace celltally

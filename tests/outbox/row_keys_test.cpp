// Rows of every statistic, with what they are about beside their place: written, read back, and
// refused when a word or a place is not one that the statistic has.

#include <gtest/gtest.h>

#include <algorithm>

#include <string>

#include "disclose/window_gate.hpp"
#include "outbox/segment_reader.hpp"
#include "outbox/segment_text.hpp"
#include "outbox/sha256.hpp"
#include "tests/outbox/released_rows.hpp"
#include "vocabulary/zone.hpp"

namespace celltally {
namespace {

PlaceList towns() {
  PlaceList list;
  list.names = std::make_shared<const PlaceNames>(std::vector<std::string>{"Bad Könen", "old town"},
                                                  std::vector<std::string>{"church"});
  list.cells = {{.cell = test::cell(1),
                 .site = *list.names->site("church"),
                 .zone = *list.names->zone("old town")},
                {.cell = test::cell(2), .zone = *list.names->zone("Bad Könen")}};
  list.level = CountLevel::site;
  return list;
}

// Each statistic with enough people behind one row of it.
test::ReleasedWindow window_of(Statistic statistic) {
  const PlaceList list = towns();
  const Place church = *list.names->site("church");
  const Place old_town = *list.names->zone("old town");
  const auto one = [](const TallyKey& key) { return std::vector<Tally>{{key, 40, 40}}; };
  ClosedWindow closed;
  closed.statistic = statistic;
  closed.window = test::hour(8);
  switch (statistic) {
    case Statistic::dwell:
      closed.tallies = one({church, {}, Detail::of(DwellClass::m15_30)});
      break;
    case Statistic::events:
      closed.tallies = one({test::cell(1), {}, Detail::of(ServiceClass::voice)});
      break;
    case Statistic::flows: closed.tallies = one({old_town, kNoZone}); break;
    case Statistic::machines: closed.tallies = one({kNoZone}); break;
    case Statistic::origin: closed.tallies = one({old_town}); break;
    case Statistic::presence: closed.tallies = one({church}); break;
    case Statistic::quality: closed.tallies = one({{}, {}, Detail::of(GapClass::m5)}); break;
    case Statistic::roamers: closed.tallies = one({old_town, {}, Detail::of_country(208)}); break;
    case Statistic::segments:
      closed.tallies = one({old_town, {}, Detail::of(PopulationSegment::of(2, false))});
      break;
    case Statistic::visitors:
      closed.tallies = one({church, {}, Detail::of(VisitorClass::resident)});
      break;
  }
  WindowGate gate{test::kRules, {Detail::of(EventKind::attach), Detail::of(ServiceClass::voice)}};
  gate.use_list(0, list);
  ClosedWindow before;  // has everything in sight
  before.statistic = Statistic::events;
  before.window = test::hour(7);
  before.tallies = {test::events_of(test::cell(1), EventKind::attach, 40, 40)};
  gate.release(before);
  return {test::about(statistic, closed.window), gate.release(closed).value()};
}

test::ReleasedWindow window_of(std::size_t statistic) {
  return window_of(static_cast<Statistic>(statistic));
}

std::string bytes_of(const test::ReleasedWindow& window) {
  return segment_text(window.about, window.rows).bytes;
}

std::string sealed(const std::string& bytes) {
  const std::string hashed = bytes.substr(0, bytes.rfind('\n', bytes.size() - 2) + 1);
  return hashed + R"({"sha256":")" + sha256_hex(hashed) + "\"}\n";
}

std::string error_of(const std::string& bytes) {
  const auto segment = read_segment(bytes, "a.segment");
  return segment ? "" : segment.error();
}

// The row that is published, as its line says it.
std::string published_row(const std::string& bytes) {
  const std::size_t state = bytes.find(R"("state":"published")");
  const std::size_t begin = bytes.rfind('\n', state) + 1;
  return bytes.substr(begin, bytes.find('\n', state) - begin);
}

TEST(RowKeys, AreWrittenBehindTheValue) {
  const std::string hour =
      R"(,"from":"2026-01-01T12:00:00Z","to":"2026-01-01T13:00:00Z","state":"published","value":40)";
  const struct {
    Statistic statistic;
    std::string begin;
    std::string end;
  } cases[] = {
      {Statistic::dwell, R"({"stat":"dwell","place":"site:church")", R"(,"class":"15-30"})"},
      {Statistic::events, R"({"stat":"events","place":"ecgi:001-01-0000001")",
       R"(,"service":"voice"})"},
      {Statistic::flows, R"({"stat":"flows","place":"zone:old town")",
       R"(,"destination":"zone:none"})"},
      {Statistic::machines, R"({"stat":"machines","place":"zone:none")", "}"},
      {Statistic::origin, R"({"stat":"origin","place":"zone:old town")", R"(,"origin":"unknown"})"},
      {Statistic::presence, R"({"stat":"presence","place":"site:church")", "}"},
      {Statistic::quality, R"({"stat":"quality")", R"(,"class":"gap<=5"})"},
      {Statistic::roamers, R"({"stat":"roamers","place":"zone:old town")", R"(,"country":"208"})"},
      {Statistic::segments, R"({"stat":"segments","place":"zone:old town")",
       R"(,"segment":"25-34/f"})"},
      {Statistic::visitors, R"({"stat":"visitors","place":"site:church")",
       R"(,"class":"resident"})"},
  };
  for (const auto& [statistic, begin, end] : cases) {
    const std::string bytes = bytes_of(window_of(statistic));
    EXPECT_EQ(published_row(bytes), begin + hour + end);
  }
}

TEST(RowKeys, AreReadBackAsTheyWereReleased) {
  for (std::size_t i = 0; i < kStatistics; ++i) {
    const auto window = window_of(i);
    const auto segment = read_segment(bytes_of(window), "a.segment");
    ASSERT_TRUE(segment) << segment.error();
    ASSERT_EQ(segment->rows.size(), window.rows.counts.size());
    for (std::size_t row = 0; row < segment->rows.size(); ++row) {
      const ReleasedCount& count = window.rows.counts[row];
      EXPECT_EQ(segment->rows[row].place, window.rows.names->text_of(count.key().place));
      EXPECT_EQ(segment->rows[row].key,
                row_key_of(count.statistic(), count.key(), *window.rows.names));
      EXPECT_EQ(segment->rows[row].value, count.value());
    }
  }
}

TEST(RowKeys, EveryPrefixAndFlippedBitIsRefused) {
  for (std::size_t i = 0; i < kStatistics; ++i) {
    const std::string bytes = bytes_of(window_of(i));
    for (std::size_t length = 0; length < bytes.size(); ++length) {
      ASSERT_NE(error_of(bytes.substr(0, length)), "") << length;
    }
    for (std::size_t at = 0; at < bytes.size(); ++at) {
      for (int bit = 0; bit < 8; ++bit) {
        std::string flipped = bytes;
        flipped[at] = static_cast<char>(static_cast<unsigned char>(flipped[at]) ^ (1u << bit));
        ASSERT_NE(error_of(flipped), "") << at;
      }
    }
  }
}

// Where the checksum fits a flipped bit too, what is read is something else, and would be written
// so; or it is refused.
TEST(RowKeys, ASealedFlippedBitIsRefusedOrAnotherSegment) {
  for (std::size_t i = 0; i < kStatistics; ++i) {
    const std::string bytes = bytes_of(window_of(i));
    const auto good = read_segment(bytes, "a.segment");
    ASSERT_TRUE(good);
    for (std::size_t at = bytes.find('\n') + 1; at < bytes.size() - 80; ++at) {
      std::string flipped = bytes;
      flipped[at] = static_cast<char>(flipped[at] ^ 1);
      const auto read = read_segment(sealed(flipped), "a.segment");
      ASSERT_TRUE(!read || read->rows != good->rows) << at;
    }
  }
}

TEST(RowKeys, WordsAndPlacesThatTheStatisticDoesNotHaveAreRefused) {
  const struct {
    Statistic statistic;
    const char* what;
    const char* with;
    const char* error;
  } cases[] = {
      {Statistic::dwell, R"("class":"15-30")", R"("class":"15-31")",
       "class must be one that the statistic has"},
      {Statistic::dwell, R"("class":"15-30")", R"("kind":"15-30")",
       R"(column 123: here must stand ,"class":")"},
      {Statistic::visitors, R"("class":"resident")", R"("class":"15-30")",
       "class must be one that the statistic has"},
      {Statistic::events, R"("service":"voice")", R"("service":"attach")",
       "service must be that of an event, such as voice"},
      {Statistic::events, R"("kind":"attach")", R"("kind":"voice")",
       "kind must be that of an event, such as attach"},
      {Statistic::events, "ecgi:001-01-0000001", "zone:old town",
       "place must be that of a cell or an area, such as ecgi:001-01-0000101"},
      {Statistic::flows, "zone:none", "unknown", "destination must be a zone, such as zone:none"},
      {Statistic::flows, "zone:old town", "ecgi:001-01-0000001",
       "place must be a zone, such as zone:none"},
      {Statistic::origin, "unknown", "somewhere",
       "origin must be a zone, such as zone:none, or unknown"},
      {Statistic::presence, "site:church", "site:ch\\u0075rch",
       "place must be that of a cell or an area, such as ecgi:001-01-0000101"},
      {Statistic::quality, R"("quality","from")", R"("quality","place":"zone:none","from")",
       R"(column 18: here must stand ,"from":"2026-01-01T12:00:00Z","to":"2026-01-01T13:00:00Z","state":")"},
      {Statistic::roamers, R"("208")", R"("20")", "country must be the three digits of an MCC"},
      {Statistic::segments, R"("25-34/f")", R"("25-34/x")",
       "segment must be an age and a gender, such as 25-34/f, or unknown"},
      {Statistic::machines, "\"withheld\"}\n", "\"withheld\",\"class\":\"resident\"}\n",
       R"(column 122: here must stand })"},
  };
  for (const auto& [statistic, what, with, error] : cases) {
    std::string bytes = bytes_of(window_of(statistic));
    const std::size_t at = bytes.find(what, bytes.find('\n'));
    ASSERT_NE(at, std::string::npos) << what;
    const auto line = 1 + std::count(bytes.begin(), bytes.begin() + static_cast<long>(at), '\n');
    bytes.replace(at, std::string_view{what}.size(), with);
    EXPECT_EQ(error_of(sealed(bytes)), "a.segment:" + std::to_string(line) + ": " + error) << with;
  }
}

// Their people were not told apart.
TEST(RowKeys, SegmentsOfOlderProbesHaveVisitorsWithoutAClass) {
  std::string bytes = bytes_of(window_of(Statistic::visitors));
  const std::string head = bytes.substr(0, bytes.find('\n') + 1);
  std::string old = head;
  old.replace(old.find(R"("rows":6)"), 8, R"("rows":1)");
  old += R"({"stat":"visitors","place":"ecgi:001-01-0000001","from":"2026-01-01T12:00:00Z",)"
         R"("to":"2026-01-01T13:00:00Z","state":"published","value":40})"
         "\n{}\n";
  const auto segment = read_segment(sealed(old), "a.segment");
  ASSERT_TRUE(segment) << segment.error();
  EXPECT_EQ(segment->rows[0].key, RowKey{});
  EXPECT_EQ(segment->rows[0].value, 40u);
}

}  // namespace
}  // namespace celltally

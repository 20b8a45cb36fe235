#include "ship/sqlite_sink.hpp"

#include <gtest/gtest.h>
#include <sqlite3.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>

#include "tests/capture/temporary_folder.hpp"
#include "tests/ship/made_segments.hpp"
#include "tests/ship/sqlite_reading.hpp"

namespace celltally {
namespace {

using testing::made_segment;
using testing::sqlite_says;

class SqliteSinkTest : public ::testing::Test {
 protected:
  testing::TemporaryFolder folder_;
  std::string path_ = folder_.path("counts.sqlite");
  SqliteSink sink_{{.path = path_, .busy_timeout = std::chrono::milliseconds{50}}};
};

TEST_F(SqliteSinkTest, WritesWhatTheSegmentSays) {
  Segment segment = made_segment(1, 4);
  segment.header.dropped = {.segments = 2, .first = 700, .last = 702};
  const Delivery delivery = sink_.deliver(segment);
  EXPECT_TRUE(delivery.ok()) << delivery.reason;
  EXPECT_EQ(sqlite_says(path_, "SELECT * FROM presence ORDER BY place"),
            "north|2026-01-01T04:00:00Z|2026-01-01T13:00:00Z|2026-01-01T14:00:00Z|"
            "ecgi:001-01-0000000|published|25||0|0|0|1000000|12|7|31\n"
            "north|2026-01-01T04:00:00Z|2026-01-01T13:00:00Z|2026-01-01T14:00:00Z|"
            "ecgi:001-01-0000001|withheld|||0|0|0|1000000|12|7|31\n"
            "north|2026-01-01T04:00:00Z|2026-01-01T13:00:00Z|2026-01-01T14:00:00Z|"
            "ecgi:001-01-0000002|no_data|||0|0|0|1000000|12|7|31\n"
            "north|2026-01-01T04:00:00Z|2026-01-01T13:00:00Z|2026-01-01T14:00:00Z|"
            "ecgi:001-01-0000003|published|40||0|0|0|1000000|12|7|31\n");
  EXPECT_EQ(sqlite_says(path_,
                        "SELECT count(*) FROM segments; PRAGMA user_version; "
                        "PRAGMA integrity_check; PRAGMA journal_mode"),
            "1\n4\nok\nwal\n");
  EXPECT_EQ(sqlite_says(path_,
                        "SELECT sequence, mode, people_min, rounding, dropped_segments, "
                        "dropped_first, dropped_last, rows FROM segments"),
            "1|threshold_only|20|5|2|700|702|4\n");
}

TEST_F(SqliteSinkTest, SegmentThatIsThereIsNotWrittenAnew) {
  for (const std::uint64_t sequence : {1u, 2u, 1u}) {
    EXPECT_TRUE(sink_.deliver(made_segment(sequence)).ok());
  }
  EXPECT_EQ(sqlite_says(path_, "SELECT sequence, id FROM segments ORDER BY sequence"),
            "1|1\n2|2\n");
}

TEST_F(SqliteSinkTest, SegmentTakenTwiceIsThereOnce) {
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(sink_.deliver(made_segment(1, 50)).ok());
  EXPECT_EQ(sqlite_says(path_, "SELECT count(*) FROM counts; SELECT count(*) FROM segments"),
            "50\n1\n");
}

TEST_F(SqliteSinkTest, OtherContentUnderTheSameNameReplacesAll) {
  EXPECT_TRUE(sink_.deliver(made_segment(1, 50)).ok());
  Segment other = made_segment(1, 20);
  other.sha256 = testing::made_sha256(99);
  EXPECT_TRUE(sink_.deliver(other).ok());
  EXPECT_EQ(sqlite_says(path_, "SELECT count(*) FROM counts; SELECT count(*), rows FROM segments"),
            "20\n1|20\n");
}

TEST_F(SqliteSinkTest, ViewsShowTheHighestRevisionAndSumUpEpochs) {
  Segment first = made_segment(1, 1);
  Segment second = first;
  second.header.revision = 1;
  second.sha256 = testing::made_sha256(2);
  second.rows[0].value = 100;
  Segment after_restart = first;
  after_restart.header.epoch = Timestamp::from_seconds(testing::kSomeHour + 3600);
  after_restart.sha256 = testing::made_sha256(3);
  after_restart.rows[0].value = 30;
  for (const Segment& segment : {second, first, after_restart}) {
    EXPECT_TRUE(sink_.deliver(segment).ok());
  }
  EXPECT_EQ(sqlite_says(path_, "SELECT epoch, revision, value FROM presence ORDER BY epoch"),
            "2026-01-01T04:00:00Z|1|100\n2026-01-01T13:00:00Z|0|30\n");
  EXPECT_EQ(sqlite_says(path_, "SELECT state, value, epochs, epochs_withheld FROM latest"),
            "published|130|2|0\n");
  EXPECT_EQ(sqlite_says(path_, "SELECT count(*) FROM counts"), "3\n");
}

TEST_F(SqliteSinkTest, EventsHaveTheirKindAndVisitorsTheirView) {
  EXPECT_TRUE(sink_.deliver(made_segment(1, 1, Statistic::events)).ok());
  EXPECT_TRUE(sink_.deliver(made_segment(2, 1, Statistic::visitors)).ok());
  EXPECT_EQ(sqlite_says(path_,
                        "SELECT kind, value FROM events; SELECT value FROM visitors; "
                        "SELECT count(*) FROM presence"),
            "attach|25\n30\n0\n");
}

TEST_F(SqliteSinkTest, EveryStatisticHasAViewWithItsKeyAndLatestHasAll) {
  const struct {
    Statistic statistic;
    RowKey key;
  } kinds[] = {{Statistic::dwell, {"class", "15-30"}},
               {Statistic::events, {"service", "voice"}},
               {Statistic::flows, {"destination", "zone:old town"}},
               {Statistic::machines, {}},
               {Statistic::origin, {"origin", "unknown"}},
               {Statistic::presence, {}},
               {Statistic::quality, {"class", "gap<=2"}},
               {Statistic::roamers, {"country", "208"}},
               {Statistic::segments, {"segment", "25-34/f"}},
               {Statistic::visitors, {"class", "resident"}}};
  std::uint64_t sequence = 0;
  for (const auto& [statistic, key] : kinds) {
    Segment segment = made_segment(++sequence, 1, statistic);
    segment.rows[0].key = key;
    if (statistic == Statistic::quality) segment.rows[0].place.clear();
    const Delivery delivery = sink_.deliver(segment);
    EXPECT_TRUE(delivery.ok()) << delivery.reason;
    const std::string name{to_text(statistic)};
    const std::string column = key.name.empty() ? "''" : std::string{key.name};
    const std::string value = std::to_string(20 + 5 * sequence);
    const std::string view = statistic == Statistic::segments ? "population_segments" : name;
    EXPECT_EQ(sqlite_says(path_, "SELECT " + column + ", value FROM " + view),
              key.word + "|" + value + "\n");
    for (const char* const all : {"latest", "counts"}) {
      EXPECT_EQ(sqlite_says(path_,
                            "SELECT kind||service||class||origin||destination||segment||"
                            "country, value FROM " +
                                std::string{all} + " WHERE stat = '" + name + "'"),
                key.word + "|" + value + "\n");
    }
  }
}

TEST_F(SqliteSinkTest, SharesMayBeAbsent) {
  Segment segment = made_segment(1, 1);
  segment.header.unknown_percent.reset();
  segment.header.temporary_percent.reset();
  EXPECT_TRUE(sink_.deliver(segment).ok());
  EXPECT_TRUE(sink_.deliver(made_segment(2, 1)).ok());
  EXPECT_EQ(sqlite_says(path_, "SELECT unknown_percent, temporary_percent FROM presence"),
            "|\n7|31\n");
}

TEST_F(SqliteSinkTest, AnalystWhoReadsDoesNotStopUsNorSeesHalfASegment) {
  EXPECT_TRUE(sink_.deliver(made_segment(1, 10)).ok());
  sqlite3* analyst = nullptr;
  ASSERT_EQ(sqlite3_open_v2(path_.c_str(), &analyst, SQLITE_OPEN_READONLY, nullptr), SQLITE_OK);
  ASSERT_EQ(sqlite3_exec(analyst, "BEGIN; SELECT count(*) FROM counts", nullptr, nullptr, nullptr),
            SQLITE_OK);
  EXPECT_TRUE(sink_.deliver(made_segment(2, 10)).ok());
  std::string counted;
  sqlite3_exec(
      analyst, "SELECT count(*) FROM counts",
      [](void* out, int, char** values, char**) {
        *static_cast<std::string*>(out) = values[0];
        return 0;
      },
      &counted, nullptr);
  EXPECT_EQ(counted, "10") << "a transaction sees one state";
  sqlite3_close(analyst);
  EXPECT_EQ(sqlite_says(path_, "SELECT count(*) FROM counts"), "20\n");
}

TEST_F(SqliteSinkTest, LockedFileMakesTheSegmentWait) {
  EXPECT_TRUE(sink_.deliver(made_segment(1)).ok());
  sqlite3* other = nullptr;
  ASSERT_EQ(sqlite3_open(path_.c_str(), &other), SQLITE_OK);
  ASSERT_EQ(sqlite3_exec(other, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr), SQLITE_OK);
  const Delivery delivery = sink_.deliver(made_segment(2));
  EXPECT_EQ(delivery.outcome, Delivery::Outcome::try_again);
  EXPECT_EQ(delivery.reason, path_ + ": database is locked");
  sqlite3_close(other);
  EXPECT_TRUE(sink_.deliver(made_segment(2)).ok());
}

// A file as the first version made it, and, with one column more, the second; views are made anew
// anyhow.
constexpr const char* kVersion1 = R"sql(
CREATE TABLE segments (
  id INTEGER PRIMARY KEY,
  probe TEXT NOT NULL,
  epoch INTEGER NOT NULL,
  stat TEXT NOT NULL,
  "from" INTEGER NOT NULL,
  "to" INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  sequence INTEGER NOT NULL,
  coverage_ppm INTEGER NOT NULL,
  loss_ppm INTEGER NOT NULL,
  unknown_percent INTEGER,
  mode TEXT NOT NULL,
  people_min INTEGER NOT NULL,
  rounding INTEGER NOT NULL,
  dropped_segments INTEGER NOT NULL,
  dropped_first INTEGER NOT NULL,
  dropped_last INTEGER NOT NULL,
  previous TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  rows INTEGER NOT NULL,
  UNIQUE (probe, stat, "from", "to", epoch, revision)
);
CREATE INDEX segments_by_time ON segments (stat, "from");

CREATE TABLE segment_rows (
  segment INTEGER NOT NULL REFERENCES segments (id),
  place TEXT NOT NULL,
  kind TEXT NOT NULL,
  state TEXT NOT NULL,
  value INTEGER,
  PRIMARY KEY (segment, place, kind)
) WITHOUT ROWID;

CREATE VIEW counts AS SELECT 1 AS one;
CREATE VIEW current_segments AS SELECT * FROM segments;
CREATE VIEW latest AS SELECT 1 AS one;
CREATE VIEW presence AS SELECT 1 AS one;
CREATE VIEW visitors AS SELECT 1 AS one;
CREATE VIEW events AS SELECT 1 AS one;
INSERT INTO segments VALUES (1, 'north', 1767240000, 'presence', 1767268800, 1767272400, 0, 1,
  1000000, 12, 7, 'threshold_only', 20, 5, 0, 0, 0, '', '', 1);
INSERT INTO segment_rows VALUES (1, 'ecgi:001-01-0000000', '', 'published', 25);
INSERT INTO segments VALUES (2, 'north', 1767240000, 'events', 1767268800, 1767272400, 0, 2,
  1000000, 12, 7, 'threshold_only', 20, 5, 0, 0, 0, '', '', 1);
INSERT INTO segment_rows VALUES (2, 'ecgi:001-01-0000000', 'attach', 'published', 95);
INSERT INTO segment_rows VALUES (2, 'ecgi:001-01-0000000', 'text', 'withheld', NULL);
PRAGMA application_id = 1130714209;
PRAGMA user_version = 1;
)sql";

TEST_F(SqliteSinkTest, FileOfAnOlderVersionIsMadeLikeANewOneAndKeepsItsRows) {
  ASSERT_TRUE(sink_.deliver(made_segment(1)).ok());
  const std::string schema =
      "SELECT name, (SELECT group_concat(name) FROM pragma_table_info(m.name)) FROM "
      "sqlite_schema AS m WHERE type IN ('table', 'view') AND name NOT LIKE '%segments' ORDER BY "
      "name; "
      "SELECT name FROM pragma_table_info('segments') ORDER BY name";
  for (const int version : {1, 2}) {
    const std::string path = folder_.path("old" + std::to_string(version));
    sqlite3* old = nullptr;
    ASSERT_EQ(sqlite3_open(path.c_str(), &old), SQLITE_OK);
    const std::string more = version == 1 ? ""
                                          : "ALTER TABLE segments ADD COLUMN temporary_percent "
                                            "INTEGER; PRAGMA user_version = 2;";
    ASSERT_EQ(sqlite3_exec(old, (kVersion1 + more).c_str(), nullptr, nullptr, nullptr), SQLITE_OK)
        << sqlite3_errmsg(old);
    sqlite3_close(old);
    SqliteSink sink{{.path = path}};
    const Delivery delivery = sink.deliver(made_segment(3, 1));
    EXPECT_TRUE(delivery.ok()) << delivery.reason;
    EXPECT_EQ(sqlite_says(path,
                          "SELECT value, unknown_percent, temporary_percent FROM presence "
                          "ORDER BY value; SELECT kind, service, state, value FROM events ORDER BY "
                          "kind; SELECT count(*) FROM counts; SELECT count(*) FROM latest; "
                          "PRAGMA user_version; PRAGMA integrity_check"),
              "25|7|\n35|7|31\nattach||published|95\ntext||withheld|\n4\n4\n4\nok\n");
    EXPECT_EQ(sqlite_says(path, schema), sqlite_says(path_, schema));
  }
}

TEST_F(SqliteSinkTest, WhatIsNotOursIsLeftAlone) {
  const struct {
    const char* name;
    std::string make;
    std::string reason;
  } cases[] = {
      {"text", "echo 'this is a text file, and a long one, that is no database at all' > ",
       ": file is not a database"},
      {"other", "sqlite3 -batch ", ": is a database of something else; name another file"},
      {"newer", "sqlite3 -batch ",
       ": its schema has version 5, newer than 4 of this program; name another file"},
  };
  for (const auto& [name, make, reason] : cases) {
    const std::string path = folder_.path(name);
    const std::string sql =
        std::string{name} == "other" ? " 'CREATE TABLE t (x)'"
        : std::string{name} == "newer"
            ? " 'PRAGMA application_id = 1130714209; PRAGMA user_version = 5; CREATE TABLE t (x)'"
            : "";
    ASSERT_EQ(std::system((make + path + sql).c_str()), 0);
    SqliteSink sink{{.path = path}};
    const Delivery delivery = sink.deliver(made_segment(1));
    EXPECT_EQ(delivery.outcome, Delivery::Outcome::try_again);
    EXPECT_EQ(delivery.reason, path + reason);
  }
}

TEST_F(SqliteSinkTest, FolderThatIsNotThereMakesTheSegmentWait) {
  SqliteSink sink{{.path = folder_.path("no/such/counts.sqlite")}};
  EXPECT_EQ(sink.deliver(made_segment(1)).reason,
            folder_.path("no/such/counts.sqlite") + ": cannot open: unable to open database file");
}

TEST_F(SqliteSinkTest, DamagedFileMakesTheSegmentWaitAndIsNotMadeWorse) {
  for (std::uint64_t i = 1; i < 40; ++i) EXPECT_TRUE(sink_.deliver(made_segment(i, 100)).ok());
  sqlite_says(path_, "PRAGMA wal_checkpoint(TRUNCATE)");
  {
    SqliteSink other{{.path = path_}};
    std::fstream file{path_, std::ios::in | std::ios::out | std::ios::binary};
    const auto size = std::filesystem::file_size(path_);
    for (std::size_t page = 1; page < size / 4096; ++page) {
      file.seekp(static_cast<std::streamoff>(page * 4096));
      file.write("\xff\xff\xff\xff\xff\xff\xff\xff", 8);
    }
  }
  SqliteSink sink{{.path = path_}};
  const Delivery delivery = sink.deliver(made_segment(50));
  EXPECT_EQ(delivery.outcome, Delivery::Outcome::try_again);
  EXPECT_EQ(delivery.reason, path_ + ": database disk image is malformed");
}

// A limit on the size of files is what a full disk looks like, without filling one.
TEST_F(SqliteSinkTest, FullDiskMakesTheSegmentWaitAndNothingIsHalfThere) {
  EXPECT_TRUE(sink_.deliver(made_segment(1, 10)).ok());
  const auto before = std::signal(SIGXFSZ, SIG_IGN);
  rlimit old{};
  getrlimit(RLIMIT_FSIZE, &old);
  rlimit small = old;
  small.rlim_cur = 100'000;
  setrlimit(RLIMIT_FSIZE, &small);
  const Delivery full = sink_.deliver(made_segment(2, 20'000));
  const Delivery again = sink_.deliver(made_segment(2, 20'000));
  setrlimit(RLIMIT_FSIZE, &old);
  std::signal(SIGXFSZ, before);
  EXPECT_EQ(full.outcome, Delivery::Outcome::try_again);
  EXPECT_EQ(again.outcome, Delivery::Outcome::try_again) << again.reason;
  EXPECT_EQ(sqlite_says(path_, "SELECT count(*) FROM counts; PRAGMA integrity_check"), "10\nok\n");
  EXPECT_TRUE(sink_.deliver(made_segment(2, 20'000)).ok()) << "there is room again";
  EXPECT_EQ(sqlite_says(path_, "SELECT count(*) FROM counts"), "20010\n");
}

TEST_F(SqliteSinkTest, FileThatWasTakenAwayIsMadeAnew) {
  EXPECT_TRUE(sink_.deliver(made_segment(1, 10)).ok());
  for (const char* end : {"", "-wal", "-shm"}) std::filesystem::remove(path_ + end);
  EXPECT_EQ(sink_.deliver(made_segment(2, 10)).outcome, Delivery::Outcome::try_again);
  EXPECT_TRUE(sink_.deliver(made_segment(2, 10)).ok());
  EXPECT_EQ(sqlite_says(path_, "SELECT count(*) FROM counts"), "10\n");
}

TEST_F(SqliteSinkTest, RowsWithOneKeyAreRefused) {
  Segment segment = made_segment(1, 2);
  segment.rows[1].place = segment.rows[0].place;
  const Delivery delivery = sink_.deliver(segment);
  EXPECT_EQ(delivery.outcome, Delivery::Outcome::refused);
  EXPECT_EQ(delivery.reason, path_ +
                                 ": UNIQUE constraint failed: segment_rows.segment, "
                                 "segment_rows.place, segment_rows.key, segment_rows.word");
  EXPECT_EQ(sqlite_says(path_, "SELECT count(*) FROM segments"), "0\n");
}

TEST_F(SqliteSinkTest, TwoHundredThousandRowsGoInOneTransaction) {
  const Segment segment = made_segment(1, 200'000);
  const auto begin = std::chrono::steady_clock::now();
  EXPECT_TRUE(sink_.deliver(segment).ok());
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
  RecordProperty("seconds", std::to_string(took.count()));
  EXPECT_EQ(sqlite_says(path_, "SELECT count(*), sum(value) FROM counts"),
            "200000|" + std::to_string([&] {
              std::uint64_t sum = 0;
              for (const SegmentRow& row : segment.rows) sum += row.value.value_or(0);
              return sum;
            }()) +
                "\n");
}

}  // namespace
}  // namespace celltally

// The shipper killed at any moment and started again delivers everything, once in effect. What the
// sinks hold is read by their own programs.

#include <gtest/gtest.h>

#include "ship/clickhouse_sink.hpp"
#include "ship/sqlite_sink.hpp"
#include "tests/build_places.hpp"
#include "tests/ship/clickhouse_server.hpp"
#include "tests/ship/killed_shipper.hpp"
#include "tests/ship/sqlite_reading.hpp"

namespace celltally {
namespace {

using namespace std::chrono_literals;
using testing::ClickhouseServer;
using testing::KilledShipper;
using testing::made_segment;

// "sequence|place|state|value" a line: what a sink must hold.
std::string expected(std::uint64_t segments, std::size_t rows) {
  std::string all;
  for (std::uint64_t i = 1; i <= segments; ++i) {
    for (const SegmentRow& row : made_segment(i, rows).rows) {
      all += std::to_string(i) + "|" + row.place + "|" + std::string{to_text(row.state)} + "|" +
             (row.value ? std::to_string(*row.value) : "") + "\n";
    }
  }
  return all;
}

TEST_F(KilledShipper, DeliversEverythingOnceIntoSqlite) {
  segments_ = 400;
  const std::string database = folder_.path("counts.sqlite");
  const MakeSink make = [&] { return std::make_unique<SqliteSink>(SqliteSettings{database}); };
  for (int life = 0; life < 60; ++life) live_and_die(make, 60ms);
  deliver_the_rest(make);
  EXPECT_EQ(testing::sqlite_says(database,
                                 "SELECT sequence, place, state, value FROM counts ORDER "
                                 "BY sequence, place; PRAGMA integrity_check"),
            expected(segments_, kRows) + "ok\n");
}

TEST_F(KilledShipper, DeliversEverythingOnceIntoClickhouse) {
  ClickhouseServer clickhouse;
  if (!ClickhouseServer::installed() || !clickhouse.start()) {
    GTEST_SKIP() << "skipped: clickhouse-server is not installed, or does not start here";
  }
  ASSERT_EQ(clickhouse.run_file(CELLTALLY_SOURCE_DIR "/docs/receivers/clickhouse.sql"), "");
  segments_ = 30;
  const MakeSink make = [&] {
    ClickhouseSettings settings;
    settings.http.url = clickhouse.url();
    settings.body_bytes_most = 4000;
    return std::make_unique<ClickhouseSink>(settings);
  };
  for (int life = 0; life < 10; ++life) live_and_die(make, 600ms);
  deliver_the_rest(make);
  EXPECT_EQ(clickhouse.says("SELECT concat(toString(sequence), '|', place, '|', state, '|', "
                            "ifNull(toString(value), '')) FROM celltally.current "
                            "ORDER BY sequence, place"),
            expected(segments_, kRows));
}

}  // namespace
}  // namespace celltally

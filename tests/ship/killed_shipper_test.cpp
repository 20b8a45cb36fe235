// The shipper killed at any moment and started again delivers everything, once in effect. What the
// sinks hold is read by their own programs.

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <random>
#include <thread>

#include "ship/clickhouse_sink.hpp"
#include "ship/sqlite_sink.hpp"
#include "tests/ship/clickhouse_server.hpp"
#include "tests/ship/outbox_files.hpp"
#include "tests/ship/running_shipper.hpp"
#include "tests/ship/sqlite_reading.hpp"

namespace celltally {
namespace {

using namespace std::chrono_literals;
using testing::ClickhouseServer;
using testing::made_segment;
using testing::OutboxFiles;
using testing::RunningShipper;

constexpr std::uint64_t kSegments = 150;
constexpr std::size_t kRows = 40;

std::vector<NamedSink> sinks(const std::string& database, const std::string& clickhouse_url) {
  const DeliverySettings quick{.wait_first = 10ms, .wait_most = 50ms};
  std::vector<NamedSink> all;
  all.push_back({"sqlite", std::make_unique<SqliteSink>(SqliteSettings{.path = database}), quick});
  if (clickhouse_url.empty()) return all;
  ClickhouseSettings settings;
  settings.http.url = clickhouse_url;
  settings.body_bytes_most = 4000;
  all.push_back({"clickhouse", std::make_unique<ClickhouseSink>(settings), quick});
  return all;
}

// "sequence|place|state|value" a line: what a sink must hold.
std::string expected() {
  std::string all;
  for (std::uint64_t i = 1; i <= kSegments; ++i) {
    for (const SegmentRow& row : made_segment(i, kRows).rows) {
      all += std::to_string(i) + "|" + row.place + "|" + std::string{to_text(row.state)} + "|" +
             (row.value ? std::to_string(*row.value) : "") + "\n";
    }
  }
  return all;
}

TEST(KilledShipper, DeliversEverythingOnceInEffect) {
  const testing::TemporaryFolder folder;
  ClickhouseServer clickhouse;
  const bool with_clickhouse = ClickhouseServer::installed() && clickhouse.start();
  if (with_clickhouse) {
    ASSERT_EQ(clickhouse.run_file(CELLTALLY_SOURCE_DIR "/docs/receivers/clickhouse.sql"), "");
  } else {
    std::puts("skipped: ClickHouse, for it is not installed or does not start; SQLite alone");
  }
  const std::string url = with_clickhouse ? clickhouse.url() : "";
  const std::string database = folder.path("counts.sqlite");
  const std::string state = folder.path("state");
  OutboxFiles outbox{folder.path("outbox")};
  std::mt19937 random{20260101};
  std::uint64_t written = 0;
  std::uint64_t acknowledged = 0;
  for (int life = 0; life < 60; ++life) {
    const pid_t child = fork();
    if (child == 0) {
      prctl(PR_SET_PDEATHSIG, SIGKILL);
      RunningShipper running{outbox.folder(), state, sinks(database, url)};
      running.run_until([](const ShipperView&) { return false; });
      _exit(0);
    }
    const auto dies =
        std::chrono::steady_clock::now() + std::chrono::microseconds{random() % 120'000};
    while (std::chrono::steady_clock::now() < dies) {
      if (written < kSegments) outbox.add(made_segment(++written, kRows));
      std::this_thread::sleep_for(1ms);
    }
    kill(child, SIGKILL);
    waitpid(child, nullptr, 0);
    // It never says less than before, nor more than there is.
    const std::string text = testing::file_text(state + "/acknowledged");
    const std::uint64_t now = text.empty() ? 0 : std::stoull(text);
    EXPECT_GE(now, acknowledged);
    EXPECT_LE(now, written);
    acknowledged = now;
  }
  RecordProperty("acknowledged_before_the_last_life", std::to_string(acknowledged));
  while (written < kSegments) outbox.add(made_segment(++written, kRows));
  RunningShipper running{outbox.folder(), state, sinks(database, url)};
  ASSERT_TRUE(running.run_until([](const ShipperView& view) {
    for (const SinkView& sink : view.sinks) {
      if (sink.tally.done < kSegments) return false;
    }
    return true;
  }));
  for (const SinkView& sink : running.shipper().view().sinks) {
    EXPECT_EQ(sink.tally.closed, kSegments);
    EXPECT_EQ(sink.tally.delivered, kSegments) << sink.name;
  }
  running.stop();
  EXPECT_EQ(testing::file_text(state + "/acknowledged"), std::to_string(kSegments) + "\n");
  EXPECT_EQ(testing::sqlite_says(database,
                                 "SELECT sequence, place, state, value FROM counts ORDER "
                                 "BY sequence, place; PRAGMA integrity_check"),
            expected() + "ok\n");
  if (!with_clickhouse) return;
  EXPECT_EQ(clickhouse.says("SELECT concat(toString(sequence), '|', place, '|', state, '|', "
                            "ifNull(toString(value), '')) FROM celltally.current "
                            "ORDER BY sequence, place"),
            expected());
}

}  // namespace
}  // namespace celltally

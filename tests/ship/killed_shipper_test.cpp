// The shipper killed at any moment and started again delivers everything, once in effect. What the
// sinks hold is read by their own programs.

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <functional>
#include <memory>
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

constexpr std::size_t kRows = 40;
constexpr DeliverySettings kQuick{.wait_first = 10ms, .wait_most = 50ms};

using MakeSink = std::function<std::unique_ptr<Sink>()>;

std::vector<NamedSink> one_sink(const MakeSink& make) {
  std::vector<NamedSink> sinks;
  sinks.push_back({"one", make(), kQuick});
  return sinks;
}

// "sequence|place|state|value" a line: what a sink must hold.
std::string expected(std::uint64_t segments) {
  std::string all;
  for (std::uint64_t i = 1; i <= segments; ++i) {
    for (const SegmentRow& row : made_segment(i, kRows).rows) {
      all += std::to_string(i) + "|" + row.place + "|" + std::string{to_text(row.state)} + "|" +
             (row.value ? std::to_string(*row.value) : "") + "\n";
    }
  }
  return all;
}

class KilledShipper : public ::testing::Test {
 protected:
  // A shipper in a process of its own, killed within `most`; segments are written meanwhile.
  void live_and_die(const MakeSink& make, std::chrono::milliseconds most) {
    const pid_t child = fork();
    if (child == 0) {
      prctl(PR_SET_PDEATHSIG, SIGKILL);
      RunningShipper running{outbox_.folder(), state_, one_sink(make)};
      running.run_until([](const ShipperView&) { return false; });
      _exit(0);
    }
    const auto lives = std::chrono::microseconds{random_()} % std::chrono::microseconds{most};
    const auto dies = std::chrono::steady_clock::now() + lives;
    while (std::chrono::steady_clock::now() < dies) {
      if (written_ < segments_) outbox_.add(made_segment(++written_, kRows));
      std::this_thread::sleep_for(1ms);
    }
    kill(child, SIGKILL);
    waitpid(child, nullptr, 0);
    // It never says less than before, nor more than there is.
    const std::string text = testing::file_text(state_ + "/acknowledged");
    const std::uint64_t now = text.empty() ? 0 : std::stoull(text);
    EXPECT_GE(now, acknowledged_);
    EXPECT_LE(now, written_);
    if (now > acknowledged_) ++lives_that_delivered_;
    acknowledged_ = now;
  }

  void deliver_the_rest(const MakeSink& make) {
    RecordProperty("lives_that_delivered", lives_that_delivered_);
    while (written_ < segments_) outbox_.add(made_segment(++written_, kRows));
    RunningShipper running{outbox_.folder(), state_, one_sink(make)};
    ASSERT_TRUE(running.run_until(
        [&](const ShipperView& view) { return view.sinks[0].tally.done == segments_; }));
    const SinkTally tally = running.shipper().view().sinks[0].tally;
    EXPECT_EQ(tally.closed, segments_);
    EXPECT_EQ(tally.delivered, segments_);
    running.stop();
    EXPECT_EQ(testing::file_text(state_ + "/acknowledged"), std::to_string(segments_) + "\n");
  }

  testing::TemporaryFolder folder_;
  OutboxFiles outbox_{folder_.path("outbox")};
  std::string state_ = folder_.path("state");
  std::mt19937 random_{20260101};
  std::uint64_t segments_ = 0;
  std::uint64_t written_ = 0;
  std::uint64_t acknowledged_ = 0;
  int lives_that_delivered_ = 0;
};

TEST_F(KilledShipper, DeliversEverythingOnceIntoSqlite) {
  segments_ = 400;
  const std::string database = folder_.path("counts.sqlite");
  const MakeSink make = [&] { return std::make_unique<SqliteSink>(SqliteSettings{database}); };
  for (int life = 0; life < 60; ++life) live_and_die(make, 60ms);
  deliver_the_rest(make);
  EXPECT_EQ(testing::sqlite_says(database,
                                 "SELECT sequence, place, state, value FROM counts ORDER "
                                 "BY sequence, place; PRAGMA integrity_check"),
            expected(segments_) + "ok\n");
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
            expected(segments_));
}

}  // namespace
}  // namespace celltally

#include "ship/clickhouse_sink.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <thread>

#include "tests/build_places.hpp"
#include "tests/ship/clickhouse_server.hpp"
#include "tests/ship/made_segments.hpp"
#include "tests/ship/scripted_server.hpp"
#include "vocabulary/utc_text.hpp"

namespace celltally {
namespace {

using namespace std::chrono_literals;
using testing::ClickhouseServer;
using testing::made_segment;
using testing::ScriptedServer;
using Outcome = Delivery::Outcome;

const std::string kSchema = CELLTALLY_SOURCE_DIR "/docs/receivers/clickhouse.sql";

// Rows as `SELECT probe, epoch, stat, from, to, place, kind, revision, state, value ... ORDER BY
// place` gives them.
std::string expected_rows(const Segment& segment) {
  const auto time = [](Timestamp at) {
    std::string text = utc_seconds(at);
    text[10] = ' ';
    text.pop_back();
    return text;
  };
  const SegmentHeader& header = segment.header;
  std::string all;
  for (const SegmentRow& row : segment.rows) {
    all += header.probe + "\t" + time(header.epoch) + "\t" +
           std::string{to_text(header.statistic)} + "\t" + time(header.window.from) + "\t" +
           time(header.window.to) + "\t" + row.place + "\t" + row.key.word + "\t" +
           std::to_string(header.revision) + "\t" + std::string{to_text(row.state)} + "\t" +
           (row.value ? std::to_string(*row.value) : "\\N") + "\n";
  }
  return all;
}

constexpr const char* kRows =
    "SELECT probe, epoch, stat, \\`from\\`, \\`to\\`, place, kind, revision, state, value FROM "
    "celltally.current ORDER BY sequence, place";

// One server for all tests: it takes a while to come up.
class ClickhouseSinkTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    if (!ClickhouseServer::installed()) return;
    server_ = new ClickhouseServer;
    if (server_->start()) return;
    delete server_;
    server_ = nullptr;
  }
  static void TearDownTestSuite() {
    delete server_;
    server_ = nullptr;
  }
  void SetUp() override {
    if (server_ == nullptr) {
      GTEST_SKIP() << "skipped: clickhouse-server is not installed, or does not start here";
    }
    server_->says("DROP DATABASE IF EXISTS celltally");
    ASSERT_EQ(server_->run_file(kSchema), "");
  }
  ClickhouseSettings settings() const {
    ClickhouseSettings settings;
    settings.http.url = server_->url();
    return settings;
  }
  static ClickhouseServer* server_;
};
ClickhouseServer* ClickhouseSinkTest::server_ = nullptr;

TEST_F(ClickhouseSinkTest, RowsArriveAsTheyAre) {
  ClickhouseSink sink{settings()};
  Segment events = made_segment(2, 7, Statistic::events);
  events.header.unknown_percent.reset();
  events.header.temporary_percent.reset();
  events.header.dropped = {.segments = 2, .first = 700, .last = 702};
  for (const Segment& segment : {made_segment(1, 10), events}) {
    const Delivery delivery = sink.deliver(segment);
    EXPECT_TRUE(delivery.ok()) << delivery.reason;
  }
  EXPECT_EQ(server_->says(kRows), expected_rows(made_segment(1, 10)) + expected_rows(events));
  EXPECT_EQ(server_->says("SELECT sequence, stat, coverage_ppm, loss_ppm, unknown_percent, "
                          "temporary_percent, mode, people_min, rounding, dropped_segments, "
                          "dropped_first, dropped_last, rows "
                          "FROM celltally.segments ORDER BY sequence"),
            "1\tpresence\t1000000\t12\t7\t31\tthreshold_only\t20\t5\t0\t0\t0\t10\n"
            "2\tevents\t1000000\t12\t\\N\t\\N\tthreshold_only\t20\t5\t2\t700\t702\t7\n");
  EXPECT_EQ(server_->says("SELECT sha256 FROM celltally.segments ORDER BY sequence"),
            testing::made_sha256(1) + "\n" + testing::made_sha256(2) + "\n");
}

TEST_F(ClickhouseSinkTest, EveryKeyHasAColumn) {
  ClickhouseSink sink{settings()};
  Segment segment = made_segment(1, 3, Statistic::flows);
  for (SegmentRow& row : segment.rows) row.key = {"destination", "zone:" + row.place.substr(17)};
  segment.rows[1].key = {"segment", "25-34/f"};
  segment.rows[2].key = {};
  EXPECT_TRUE(sink.deliver(segment).ok());
  EXPECT_EQ(server_->says("SELECT kind, service, class, origin, destination, segment, country "
                          "FROM celltally.latest ORDER BY place"),
            "\t\t\t\tzone:00\t\t\n\t\t\t\t\t25-34/f\t\n\t\t\t\t\t\t\n");
}

TEST_F(ClickhouseSinkTest, TablesOfAnOlderVersionMakeSegmentsWaitUntilTheyHaveTheColumns) {
  const std::string docs = CELLTALLY_SOURCE_DIR "/docs/receivers/";
  const std::string counts = server_->says("DESCRIBE TABLE celltally.counts");
  const std::string segments = server_->says("DESCRIBE TABLE celltally.segments");
  server_->says("DROP TABLE celltally.latest");
  server_->says("DROP TABLE celltally.current");
  for (const char* column : {"sigma", "near_threshold", "rest_of"}) {
    server_->says("ALTER TABLE celltally.counts DROP COLUMN " + std::string{column});
  }
  for (const char* column : {"hard_floor", "shape", "scale", "cap", "threshold", "near_below",
                             "ledger_number", "ledger_sha256"}) {
    server_->says("ALTER TABLE celltally.segments DROP COLUMN " + std::string{column});
  }
  ClickhouseSink sink{settings()};
  const Delivery early = sink.deliver(made_segment(1, 2, Statistic::events));
  EXPECT_EQ(early.outcome, Outcome::try_again);
  EXPECT_TRUE(early.reason.ends_with(": a column is missing; docs/formats/clickhouse.md adds it"))
      << early.reason;
  ASSERT_EQ(server_->run_file(docs + "clickhouse_upgrade.sql"), "");
  EXPECT_TRUE(sink.deliver(made_segment(1, 2, Statistic::events)).ok());
  EXPECT_EQ(server_->says("DESCRIBE TABLE celltally.counts"), counts);
  EXPECT_EQ(server_->says("DESCRIBE TABLE celltally.segments"), segments);
  EXPECT_EQ(server_->says("SELECT kind, count() FROM celltally.latest GROUP BY kind"),
            "attach\t2\n");
}

TEST_F(ClickhouseSinkTest, NoiseIsToldBesideTheNumbers) {
  ClickhouseSink sink{settings()};
  EXPECT_TRUE(sink.deliver(testing::made_noisy_segment()).ok());
  EXPECT_EQ(server_->says("SELECT value, sigma, near_threshold, rest_of FROM celltally.counts "
                          "ORDER BY place"),
            "100\t18\t1\t0\n\\N\t\\N\t0\t0\n230\t25.5\t0\t2\n");
  EXPECT_EQ(server_->says("SELECT mode, shape, scale, cap, threshold, near_below, hard_floor, "
                          "ledger_number FROM celltally.segments"),
            "noise\tgaussian\t18\t24\t80\t120\t0\t7\n");
  EXPECT_EQ(server_->says("SELECT value, variance FROM celltally.latest WHERE rest_of > 0"),
            "230\t650.25\n");
}

TEST_F(ClickhouseSinkTest, SegmentTakenTwiceIsThereOnce) {
  ClickhouseSettings plain = settings();
  plain.gzip = false;
  plain.body_bytes_most = 500;
  for (int i = 0; i < 3; ++i) {
    ClickhouseSink sink{i == 0 ? settings() : plain};
    EXPECT_TRUE(sink.deliver(made_segment(1, 30)).ok());
  }
  EXPECT_EQ(server_->says(kRows), expected_rows(made_segment(1, 30)));
  server_->says("OPTIMIZE TABLE celltally.counts FINAL");
  EXPECT_EQ(server_->says("SELECT count() FROM celltally.counts"), "30\n");
}

TEST_F(ClickhouseSinkTest, ViewsShowTheHighestRevisionAndSumUpEpochs) {
  ClickhouseSink sink{settings()};
  Segment first = made_segment(1, 1);
  Segment withheld = first;
  withheld.header.revision = 1;
  withheld.rows[0] = {first.rows[0].place, {}, ReleaseState::withheld, {}};
  Segment other_epoch = first;
  other_epoch.header.epoch = Timestamp::from_seconds(testing::kSomeHour + 3600);
  other_epoch.rows[0].value = 45;
  for (const Segment& segment : {withheld, first, other_epoch}) {
    EXPECT_TRUE(sink.deliver(segment).ok());
  }
  EXPECT_EQ(server_->says("SELECT epoch, revision, state, value FROM celltally.current "
                          "ORDER BY epoch"),
            "2026-01-01 04:00:00\t1\twithheld\t\\N\n2026-01-01 13:00:00\t0\tpublished\t45\n");
  EXPECT_EQ(server_->says("SELECT state, value, epochs, epochs_withheld FROM celltally.latest"),
            "published\t45\t2\t1\n");
}

TEST_F(ClickhouseSinkTest, RowsOfAnUnfinishedSegmentAreNotShown) {
  ClickhouseSink sink{settings()};
  EXPECT_TRUE(sink.deliver(made_segment(1, 3)).ok());
  server_->says("INSERT INTO celltally.counts (probe, stat, place) VALUES ('x', 'presence', 'y')");
  EXPECT_EQ(server_->says(kRows), expected_rows(made_segment(1, 3)));
}

TEST_F(ClickhouseSinkTest, ServerKilledInTheMiddleEndsWithTheRowsOnce) {
  ClickhouseSettings small = settings();
  small.body_bytes_most = 20'000;
  const Segment segment = made_segment(1, 20'000);
  std::thread killer{[] {
    std::this_thread::sleep_for(150ms);
    server_->kill_it();
  }};
  ClickhouseSink sink{small};
  const Delivery cut = sink.deliver(segment);
  killer.join();
  EXPECT_EQ(cut.outcome, Outcome::try_again);
  ASSERT_TRUE(server_->start());
  const Delivery again = sink.deliver(segment);
  EXPECT_TRUE(again.ok()) << again.reason;
  EXPECT_EQ(server_->says(kRows), expected_rows(segment));
}

TEST_F(ClickhouseSinkTest, UserAndPasswordAreSent) {
  const testing::TemporaryFolder folder;
  ClickhouseSettings with = settings();
  with.user = "ship";
  with.password_file = folder.path("password");
  std::ofstream{with.password_file} << "made-up\n";
  EXPECT_TRUE(ClickhouseSink{with}.deliver(made_segment(1)).ok());
  std::ofstream{with.password_file} << "wrong\n";
  EXPECT_EQ(ClickhouseSink{with}.deliver(made_segment(2)).reason,
            server_->url() +
                ": ClickHouse says code 193: it does not let us in; check user and password");
}

TEST_F(ClickhouseSinkTest, MissingTablesMakeTheSegmentWait) {
  server_->says("DROP DATABASE celltally");
  ClickhouseSink sink{settings()};
  const Delivery none = sink.deliver(made_segment(1));
  EXPECT_EQ(none.outcome, Outcome::try_again);
  EXPECT_EQ(none.reason, server_->url() +
                             ": ClickHouse says code 81: there is no such database; run "
                             "clickhouse.sql");
  server_->says("CREATE DATABASE celltally");
  EXPECT_EQ(
      sink.deliver(made_segment(1)).reason,
      server_->url() + ": ClickHouse says code 60: there is no such table; run clickhouse.sql");
  server_->run_file(kSchema);
  EXPECT_TRUE(sink.deliver(made_segment(1)).ok());
}

TEST(ClickhouseSink, TellsContentFromCircumstances) {
  const struct {
    int status;
    const char* body;
    Outcome outcome;
    const char* reason;
  } cases[] = {
      {200, "", Outcome::accepted, ""},
      {500, "Code: 27, e.displayText() = DB::Exception: Cannot parse", Outcome::refused,
       ": ClickHouse says code 27"},
      {400, "Code: 27. DB::Exception: Cannot parse", Outcome::refused, ": ClickHouse says code 27"},
      {500, "Code: 117, e.displayText() = DB::Exception: Unknown field found", Outcome::try_again,
       ": ClickHouse says code 117: a column is missing; docs/formats/clickhouse.md adds it"},
      {500, "Code: 117, e.displayText() = DB::Exception: Cannot parse", Outcome::refused,
       ": ClickHouse says code 117"},
      {500, "Code: 16. DB::Exception: No such column", Outcome::try_again,
       ": ClickHouse says code 16: a column is missing; docs/formats/clickhouse.md adds it"},
      {500, "Code: 241. DB::Exception: Memory limit", Outcome::try_again,
       ": ClickHouse says code 241"},
      {404, "Code: 60. DB::Exception: Table", Outcome::try_again,
       ": ClickHouse says code 60: there is no such table; run clickhouse.sql"},
      {503, "no code here", Outcome::try_again, ": status 503"},
      {502, "Code: many", Outcome::try_again, ": status 502"},
      {400, "", Outcome::refused, ": status 400"},
  };
  for (const auto& [status, body, outcome, reason] : cases) {
    const std::string answer = ScriptedServer::answer(status, "", body);
    ScriptedServer server{[&answer](const testing::HttpRequest&) { return answer; }};
    ClickhouseSettings settings;
    settings.http.url = server.url("/");
    const Delivery delivery = ClickhouseSink{settings}.deliver(made_segment(1));
    EXPECT_EQ(delivery.outcome, outcome) << status << body;
    EXPECT_EQ(delivery.reason, delivery.ok() ? "" : server.url("/") + reason);
  }
}

}  // namespace
}  // namespace celltally

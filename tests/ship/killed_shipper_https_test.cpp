// The shipper killed at any moment, over HTTPS, with the receiver of the docs, which is killed too.

#include <gtest/gtest.h>

#include <map>
#include <nlohmann/json.hpp>
#include <sstream>

#include "ship/https_sink.hpp"
#include "tests/build_places.hpp"
#include "tests/ship/child_process.hpp"
#include "tests/ship/killed_shipper.hpp"
#include "tests/ship/made_certificates.hpp"
#include "tests/ship/sqlite_reading.hpp"

namespace celltally {
namespace {

using namespace std::chrono_literals;
using testing::ChildProcess;
using testing::made_segment;

class KilledShipperHttps : public testing::KilledShipper {
 protected:
  void SetUp() override {
    if (std::system("command -v python3 openssl sqlite3 >/dev/null 2>&1") != 0) {
      GTEST_SKIP() << "skipped: python3, openssl or sqlite3 is not installed";
    }
    ASSERT_TRUE(certificates_.make());
  }

  // `dies_at`: the request it is killed at, 0 for none; `how`: "in-answer", with half of it given,
  // or "soon" after it began to read. Counted in requests, so that a slow machine gets as far.
  void start_receiver(std::uint64_t dies_at, const std::string& how = "in-answer") {
    receiver_ = std::make_unique<ChildProcess>(std::vector<std::string>{
        "python3", CELLTALLY_SOURCE_DIR "/tests/ship/watched_receiver.py",
        CELLTALLY_SOURCE_DIR "/docs/receivers/https_receiver.py", came_, std::to_string(dies_at),
        how, std::to_string(port_), certificates_.path("server.pem"),
        certificates_.path("server.key"), certificates_.path("ca.pem"), received_});
  }
  void restart_the_receiver_whenever_it_died() {
    meanwhile_ = [this] {
      if (receiver_->alive()) return;
      ++receivers_;
      start_receiver(1 + random_() % 25, random_() % 2 == 0 ? "in-answer" : "soon");
    };
  }
  // Three parts a segment, so that the shipper also dies between them.
  std::unique_ptr<Sink> sink() const {
    HttpsSettings settings;
    settings.http.url = "https://127.0.0.1:" + std::to_string(port_) + "/segments";
    settings.http.ca_file = certificates_.path("ca.pem");
    settings.http.client_certificate = certificates_.path("client.pem");
    settings.http.client_key = certificates_.path("client.key");
    settings.body_bytes_most = 2'500;
    return std::make_unique<HttpsSink>(settings);
  }
  std::string came_says(const std::string& sql) const { return testing::sqlite_says(came_, sql); }

  void expect_every_row_once() const {
    std::map<std::string, int> expected;
    for (std::uint64_t i = 1; i <= segments_; ++i) {
      std::istringstream lines{testing::segment_body(made_segment(i, kRows))};
      std::string line;
      std::getline(lines, line);
      while (std::getline(lines, line)) ++expected[nlohmann::json::parse(line).dump()];
    }
    std::map<std::string, int> received;
    std::istringstream lines{testing::sqlite_says(received_, "SELECT row FROM counts")};
    for (std::string line; std::getline(lines, line);) {
      ++received[nlohmann::json::parse(line).dump()];
    }
    EXPECT_EQ(received, expected);
  }
  // As for a receiver that keeps keys: what has the same key is the same, and the keys are all.
  void expect_the_same_body_for_every_key() const {
    EXPECT_EQ(came_says("SELECT key FROM came GROUP BY key HAVING count(DISTINCT body) > 1"), "");
    std::uint64_t rows = 0;
    std::istringstream keys{came_says("SELECT DISTINCT key FROM came")};
    for (std::string key; std::getline(keys, key);) {
      rows += std::stoull(key.substr(key.find('+') + 1));
    }
    EXPECT_EQ(rows, segments_ * kRows);
  }

  const testing::MadeCertificates certificates_{};
  const std::string came_ = folder_.path("came.sqlite");
  const std::string received_ = folder_.path("received.sqlite");
  const int port_ = ChildProcess::free_port();
  std::unique_ptr<ChildProcess> receiver_;
  int receivers_ = 1;
};

TEST_F(KilledShipperHttps, DeliversEverythingOnceIntoAReceiver) {
  segments_ = 50;
  start_receiver(0);
  ASSERT_TRUE(ChildProcess::listens(port_));
  for (int life = 0; life < 16; ++life) live_and_die([&] { return sink(); }, 200ms);
  deliver_the_rest([&] { return sink(); });
  expect_every_row_once();
  expect_the_same_body_for_every_key();
  RecordProperty("came", came_says("SELECT count(*), count(DISTINCT key) FROM came"));
}

TEST_F(KilledShipperHttps, DeliversEverythingOnceIntoAReceiverThatIsKilledToo) {
  segments_ = 30;
  start_receiver(5);
  ASSERT_TRUE(ChildProcess::listens(port_));
  restart_the_receiver_whenever_it_died();
  for (int life = 0; life < 12; ++life) live_and_die([&] { return sink(); }, 300ms);
  deliver_the_rest([&] { return sink(); });
  expect_every_row_once();
  expect_the_same_body_for_every_key();
  RecordProperty("came", came_says("SELECT count(*), count(DISTINCT key) FROM came"));
  RecordProperty("receivers", receivers_);
  // Whoever was killed in the middle of an answer was asked again.
  EXPECT_GT(receivers_, 1);
  EXPECT_EQ(came_says("SELECT count(*) > count(DISTINCT key) FROM came"), "1\n");
}

}  // namespace
}  // namespace celltally

// The shipper killed at any moment, with brokers that outlive it.

#include <fcntl.h>
#include <gtest/gtest.h>

#include <array>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>

#include "ship/kafka_sink.hpp"
#include "tests/ship/killed_shipper.hpp"
#include "tests/ship/mock_kafka.hpp"

namespace celltally {
namespace {

using namespace std::chrono_literals;
using testing::KafkaMessage;
using testing::made_segment;
using testing::MockKafka;
using Json = nlohmann::json;

// A mock cluster in a process of its own, for a process with threads should not fork. Answers take
// a few milliseconds, so that shippers die while a segment is half there.
class KafkaProcess {
 public:
  static constexpr int kPartitions = 4;

  KafkaProcess() {
    std::array<int, 2> ends{};
    if (pipe2(ends.data(), O_CLOEXEC) != 0) std::abort();
    child_ = fork();
    if (child_ == 0) {
      prctl(PR_SET_PDEATHSIG, SIGKILL);
      MockKafka kafka{3, "counts", kPartitions};
      for (int broker = 1; broker <= 3; ++broker) {
        rd_kafka_mock_broker_set_rtt(kafka.cluster(), broker, 3);
      }
      const std::string text = kafka.addresses();
      if (write(ends[1], text.data(), text.size()) < 0) _exit(1);
      close(ends[1]);
      while (true) pause();
    }
    close(ends[1]);
    std::array<char, 256> room{};
    const ssize_t count = read(ends[0], room.data(), room.size());
    if (count > 0) addresses_.assign(room.data(), static_cast<std::size_t>(count));
    close(ends[0]);
  }
  KafkaProcess(const KafkaProcess&) = delete;
  KafkaProcess& operator=(const KafkaProcess&) = delete;
  ~KafkaProcess() {
    if (child_ <= 0) return;
    kill(child_, SIGKILL);
    waitpid(child_, nullptr, 0);
  }
  const std::string& addresses() const { return addresses_; }
  std::vector<KafkaMessage> all() const {
    return MockKafka::all_of(addresses_, "counts", kPartitions);
  }

 private:
  pid_t child_ = -1;
  std::string addresses_;
};

// The name of a row as docs/formats/kafka.md gives it, and what the message says of it.
using Rows = std::map<std::string, std::string>;

std::string name_of(const std::string& probe, const std::string& epoch, const std::string& revision,
                    const Json& row) {
  Json name{probe, epoch, revision};
  for (const char* key : {"stat", "from", "to", "place", "kind"}) {
    name.push_back(row.contains(key) ? row[key] : Json{});
  }
  return name.dump();
}

Rows expected(std::uint64_t segments, std::size_t rows) {
  Rows all;
  for (std::uint64_t i = 1; i <= segments; ++i) {
    std::istringstream lines{testing::segment_body(made_segment(i, rows))};
    std::string line;
    std::getline(lines, line);
    while (std::getline(lines, line)) {
      all[name_of("north", "2026-01-01T04:00:00Z", "0", Json::parse(line))] =
          std::to_string(i) + " " + line;
    }
  }
  return all;
}

class KilledShipperKafka : public testing::KilledShipper {
 protected:
  void SetUp() override {
    if (testing::kThreadSanitizer) GTEST_SKIP() << testing::kNotUnderThreadSanitizer;
  }
};

TEST_F(KilledShipperKafka, DeliversEverythingOnce) {
  const KafkaProcess kafka;
  ASSERT_NE(kafka.addresses(), "");
  segments_ = 100;
  const MakeSink make = [&] {
    // Small batches: a segment needs many requests.
    return std::make_unique<KafkaSink>(
        KafkaSettings{.brokers = kafka.addresses(),
                      .topic = "counts",
                      .timeout = 30s,
                      .further = {{"batch.num.messages", "4"}, {"linger.ms", "0"}}});
  };
  for (int life = 0; life < 12; ++life) live_and_die(make, 1000ms);
  deliver_the_rest(make);
  Rows last;
  const auto messages = kafka.all();
  for (const KafkaMessage& message : messages) {
    const Json row = Json::parse(message.value);
    EXPECT_EQ(row["place"], message.key);
    auto headers = message.headers;
    const std::string name = name_of(headers["probe"], headers["epoch"], headers["revision"], row);
    last[name] = headers["sequence"] + " " + message.value;
  }
  EXPECT_EQ(last, expected(segments_, kRows));
  RecordProperty("messages", static_cast<int>(messages.size()));
}

}  // namespace
}  // namespace celltally

#include "ship/kafka_sink.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <future>
#include <set>
#include <sstream>
#include <thread>

#include "tests/capture/temporary_folder.hpp"
#include "tests/ship/made_segments.hpp"
#include "tests/ship/mock_kafka.hpp"
#include "tests/ship/outbox_files.hpp"

namespace celltally {
namespace {

using namespace std::chrono_literals;
using testing::KafkaMessage;
using testing::made_segment;
using testing::MockKafka;
using Outcome = Delivery::Outcome;

constexpr std::int16_t kProduce = 0;  // the protocol's number of the request

KafkaSettings settings_for(const MockKafka& kafka, std::chrono::milliseconds timeout = 30s) {
  return {.brokers = kafka.addresses(), .topic = "counts", .timeout = timeout};
}

std::vector<std::string> rows_of(const Segment& segment) {
  std::istringstream in{testing::segment_body(segment)};
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  lines.erase(lines.begin());
  std::sort(lines.begin(), lines.end());
  return lines;
}

std::vector<std::string> values_of(const std::vector<KafkaMessage>& messages) {
  std::vector<std::string> values;
  for (const KafkaMessage& message : messages) values.push_back(message.value);
  std::sort(values.begin(), values.end());
  return values;
}

class KafkaSinkTest : public ::testing::Test {
 protected:
  void SetUp() override {
    if (testing::kThreadSanitizer) GTEST_SKIP() << testing::kNotUnderThreadSanitizer;
  }
};

TEST_F(KafkaSinkTest, EveryRowIsAMessageKeyedByItsPlace) {
  MockKafka kafka{3};
  KafkaSink sink{settings_for(kafka)};
  const Segment segment = made_segment(1, 200, Statistic::events);
  const Delivery delivery = sink.deliver(segment);
  EXPECT_TRUE(delivery.ok()) << delivery.reason;
  const auto messages = kafka.all();
  EXPECT_EQ(values_of(messages), rows_of(segment));
  for (const KafkaMessage& message : messages) {
    EXPECT_NE(message.value.find("\"place\":\"" + message.key + "\""), std::string::npos);
    EXPECT_EQ(message.headers,
              (std::map<std::string, std::string>{{"probe", "north"},
                                                  {"epoch", "2026-01-01T04:00:00Z"},
                                                  {"revision", "0"},
                                                  {"sequence", "1"},
                                                  {"coverage_ppm", "1000000"},
                                                  {"loss_ppm", "12"},
                                                  {"unknown_percent", "7"},
                                                  {"temporary_percent", "31"}}));
  }
}

TEST_F(KafkaSinkTest, RowsOfALowThresholdSaySo) {
  MockKafka kafka{1};
  KafkaSink sink{settings_for(kafka)};
  Segment segment = made_segment(1, 3);
  segment.header.protection.people_min = 5;
  EXPECT_TRUE(sink.deliver(segment).ok());
  const auto values = values_of(kafka.all());
  EXPECT_EQ(values, rows_of(segment));
  for (const std::string& value : values) EXPECT_TRUE(value.ends_with(",\"people_min\":5}"));
}

TEST_F(KafkaSinkTest, RowsOfTheWholeProbeAreKeyedByTheirStatistic) {
  MockKafka kafka{1};
  KafkaSink sink{settings_for(kafka)};
  Segment segment = made_segment(1, 1, Statistic::quality);
  segment.rows[0].place.clear();
  segment.rows[0].key = {"class", "gap<=2"};
  EXPECT_TRUE(sink.deliver(segment).ok());
  const auto messages = kafka.all();
  ASSERT_EQ(messages.size(), 1u);
  EXPECT_EQ(messages[0].key, "quality");
}

TEST_F(KafkaSinkTest, SegmentWithoutRowsIsAccepted) {
  MockKafka kafka{1};
  KafkaSink sink{settings_for(kafka)};
  EXPECT_TRUE(sink.deliver(made_segment(1, 0)).ok());
}

TEST_F(KafkaSinkTest, BrokersThatAreDownMakeTheSegmentWaitAndItIsThereAfterwards) {
  MockKafka kafka{3};
  KafkaSink sink{settings_for(kafka)};
  EXPECT_TRUE(sink.deliver(made_segment(1, 10)).ok());
  kafka.all_down();
  KafkaSink impatient{settings_for(kafka, 1s)};
  const Delivery down = impatient.deliver(made_segment(2, 10));
  EXPECT_EQ(down.outcome, Outcome::try_again);
  EXPECT_TRUE(down.reason.starts_with("kafka " + kafka.addresses() + ", topic counts: "))
      << down.reason;
  auto later = std::async(std::launch::async, [&] {
    std::this_thread::sleep_for(300ms);
    kafka.all_up();
  });
  const Delivery up = sink.deliver(made_segment(2, 10));
  EXPECT_TRUE(up.ok()) << up.reason;
  later.get();
  const auto values = values_of(kafka.all());
  const std::set<std::string> different(values.begin(), values.end());
  std::set<std::string> expected;
  for (const std::uint64_t i : {1u, 2u}) {
    const auto rows = rows_of(made_segment(i, 10));
    expected.insert(rows.begin(), rows.end());
  }
  EXPECT_EQ(different, expected);
}

TEST_F(KafkaSinkTest, FullQueueIsWaitedFor) {
  MockKafka kafka{1};
  KafkaSettings settings = settings_for(kafka);
  settings.further = {{"queue.buffering.max.messages", "50"}};
  KafkaSink sink{settings};
  const Segment segment = made_segment(1, 1000);
  const Delivery delivery = sink.deliver(segment);
  EXPECT_TRUE(delivery.ok()) << delivery.reason;
  EXPECT_EQ(values_of(kafka.all()), rows_of(segment));
}

// A long segment over a slow line takes longer than the timeout, which is for brokers that are
// silent.
TEST_F(KafkaSinkTest, MayTakeLongAsLongAsAnswersCome) {
  MockKafka kafka{1, "counts", 1};
  rd_kafka_mock_broker_set_rtt(kafka.cluster(), 1, 200);
  KafkaSettings settings = settings_for(kafka, 2s);
  settings.further = {{"batch.num.messages", "2"}, {"queue.buffering.max.messages", "10"}};
  KafkaSink sink{settings};
  const Segment segment = made_segment(1, 60);
  const auto begin = std::chrono::steady_clock::now();
  const Delivery delivery = sink.deliver(segment);
  EXPECT_TRUE(delivery.ok()) << delivery.reason;
  EXPECT_GT(std::chrono::steady_clock::now() - begin, settings.timeout)
      << "else this shows nothing";
  EXPECT_EQ(values_of(kafka.all()), rows_of(segment));
}

TEST_F(KafkaSinkTest, ErrorsThatPassAreOvercomeWithoutDoubling) {
  MockKafka kafka{1};
  KafkaSink sink{settings_for(kafka)};
  rd_kafka_mock_push_request_errors(
      kafka.cluster(), kProduce, 4, RD_KAFKA_RESP_ERR_NOT_LEADER_FOR_PARTITION,
      RD_KAFKA_RESP_ERR_NOT_ENOUGH_REPLICAS, RD_KAFKA_RESP_ERR_REQUEST_TIMED_OUT,
      RD_KAFKA_RESP_ERR__TRANSPORT);
  const Segment segment = made_segment(1, 50);
  const Delivery delivery = sink.deliver(segment);
  EXPECT_TRUE(delivery.ok()) << delivery.reason;
  EXPECT_EQ(values_of(kafka.all()), rows_of(segment));
}

TEST_F(KafkaSinkTest, WhatNoBrokerWillEverTakeIsRefused) {
  MockKafka kafka{1};
  KafkaSink sink{settings_for(kafka)};
  rd_kafka_mock_push_request_errors(kafka.cluster(), kProduce, 1,
                                    RD_KAFKA_RESP_ERR_MSG_SIZE_TOO_LARGE);
  const Delivery delivery = sink.deliver(made_segment(1, 1));
  EXPECT_EQ(delivery.outcome, Outcome::refused);
  EXPECT_EQ(delivery.reason,
            "kafka " + kafka.addresses() + ", topic counts: Broker: Message size too large");
  EXPECT_TRUE(sink.deliver(made_segment(2, 5)).ok()) << "and the next goes on";
}

TEST_F(KafkaSinkTest, ForbiddenTopicMakesTheSegmentWait) {
  MockKafka kafka{1};
  KafkaSink sink{settings_for(kafka)};
  std::vector<rd_kafka_resp_err_t> errors(10, RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED);
  rd_kafka_mock_push_request_errors_array(kafka.cluster(), kProduce, errors.size(), errors.data());
  const Delivery delivery = sink.deliver(made_segment(1, 1));
  EXPECT_EQ(delivery.outcome, Outcome::try_again) << delivery.reason;
  rd_kafka_mock_clear_request_errors(kafka.cluster(), kProduce);
  EXPECT_TRUE(sink.deliver(made_segment(1, 1)).ok());
}

TEST_F(KafkaSinkTest, FatalErrorTakesANewProducer) {
  MockKafka kafka{1};
  KafkaSink sink{settings_for(kafka)};
  EXPECT_TRUE(sink.deliver(made_segment(1, 1)).ok());
  rd_kafka_mock_push_request_errors(kafka.cluster(), kProduce, 1,
                                    RD_KAFKA_RESP_ERR_OUT_OF_ORDER_SEQUENCE_NUMBER);
  Delivery delivery = sink.deliver(made_segment(2, 3));
  for (int i = 0; i < 5 && !delivery.ok(); ++i) {
    EXPECT_EQ(delivery.outcome, Outcome::try_again);
    delivery = sink.deliver(made_segment(2, 3));
  }
  EXPECT_TRUE(delivery.ok()) << delivery.reason;
}

TEST_F(KafkaSinkTest, ReadsItsPasswordAgainAfterARenewal) {
  const testing::TemporaryFolder folder;
  MockKafka kafka{1};
  KafkaSettings settings = settings_for(kafka);
  settings.password_file = folder.path("password");
  std::ofstream{settings.password_file} << "hunter2";
  KafkaSink sink{settings};
  EXPECT_TRUE(sink.deliver(made_segment(1)).ok());
  std::filesystem::remove(settings.password_file);
  EXPECT_TRUE(sink.deliver(made_segment(2)).ok());
  sink.renew();
  EXPECT_EQ(sink.deliver(made_segment(3)).reason,
            settings.password_file + ": cannot open: No such file or directory");
  std::ofstream{settings.password_file} << "hunter3";
  EXPECT_TRUE(sink.deliver(made_segment(3)).ok());
}

TEST_F(KafkaSinkTest, StopEndsAWaitThatWouldBeLong) {
  MockKafka kafka{1};
  kafka.all_down();
  KafkaSink sink{settings_for(kafka, 10min)};
  auto delivery = std::async(std::launch::async, [&] { return sink.deliver(made_segment(1)); });
  std::this_thread::sleep_for(100ms);
  sink.stop();
  ASSERT_EQ(delivery.wait_for(20s), std::future_status::ready);
  EXPECT_EQ(delivery.get().outcome, Outcome::try_again);
}

TEST_F(KafkaSinkTest, SettingsThatAreWrongAreNamedWithoutTheirValue) {
  const testing::TemporaryFolder folder;
  MockKafka kafka{1};
  KafkaSettings settings = settings_for(kafka);
  settings.further = {{"no.such.setting", "secret"}};
  EXPECT_EQ(KafkaSink{settings}.deliver(made_segment(1)).reason,
            "kafka: the setting no.such.setting is not one that librdkafka takes");
  settings.further = {{"acks", "0"}, {"enable.idempotence", "false"}};
  EXPECT_TRUE(KafkaSink{settings}.deliver(made_segment(1)).ok()) << "ours win";
  settings.password_file = folder.path("none");
  EXPECT_EQ(KafkaSink{settings}.deliver(made_segment(1)).reason,
            folder.path("none") + ": cannot open: No such file or directory");
}

}  // namespace
}  // namespace celltally

#pragma once

#include <gtest/gtest.h>
#include <librdkafka/rdkafka.h>
#include <librdkafka/rdkafka_mock.h>

#include <chrono>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace celltally::testing {

// g++'s thread sanitizer does not know the C11 threads that librdkafka starts, and crashes in them.
#ifdef __SANITIZE_THREAD__
inline constexpr bool kThreadSanitizer = true;
#else
inline constexpr bool kThreadSanitizer = false;
#endif
inline constexpr const char* kNotUnderThreadSanitizer =
    "skipped: the thread sanitizer crashes in the threads of librdkafka";

struct KafkaMessage {
  std::string key;
  std::string value;
  std::map<std::string, std::string> headers;
};

// librdkafka's own mock of a cluster, and a consumer that reads a topic from its beginning.
class MockKafka {
 public:
  explicit MockKafka(int brokers, const char* topic = "counts", int partitions = 4)
      : brokers_(brokers), topic_(topic), partitions_(partitions) {
    rd_kafka_conf_t* configuration = rd_kafka_conf_new();
    rd_kafka_conf_set_log_cb(configuration,
                             [](const rd_kafka_t*, int, const char*, const char*) {});
    handle_ = rd_kafka_new(RD_KAFKA_PRODUCER, configuration, nullptr, 0);
    cluster_ = rd_kafka_mock_cluster_new(handle_, brokers);
    rd_kafka_mock_topic_create(cluster_, topic, partitions, brokers);
  }
  MockKafka(const MockKafka&) = delete;
  MockKafka& operator=(const MockKafka&) = delete;
  ~MockKafka() {
    rd_kafka_mock_cluster_destroy(cluster_);
    rd_kafka_destroy(handle_);
  }

  std::string addresses() const { return rd_kafka_mock_cluster_bootstraps(cluster_); }
  rd_kafka_mock_cluster_t* cluster() { return cluster_; }
  void all_down() {
    for (int i = 1; i <= brokers_; ++i) rd_kafka_mock_broker_set_down(cluster_, i);
  }
  void all_up() {
    for (int i = 1; i <= brokers_; ++i) rd_kafka_mock_broker_set_up(cluster_, i);
  }

  std::vector<KafkaMessage> all() const { return all_of(addresses(), topic_, partitions_); }

  // Everything in a topic, partition after partition, each in its order.
  static std::vector<KafkaMessage> all_of(const std::string& where, const std::string& topic,
                                          int partitions) {
    rd_kafka_conf_t* configuration = rd_kafka_conf_new();
    rd_kafka_conf_set(configuration, "bootstrap.servers", where.c_str(), nullptr, 0);
    rd_kafka_conf_set(configuration, "group.id", "test", nullptr, 0);
    rd_kafka_conf_set(configuration, "enable.partition.eof", "true", nullptr, 0);
    rd_kafka_conf_set_log_cb(configuration,
                             [](const rd_kafka_t*, int, const char*, const char*) {});
    rd_kafka_t* consumer = rd_kafka_new(RD_KAFKA_CONSUMER, configuration, nullptr, 0);
    rd_kafka_topic_partition_list_t* list = rd_kafka_topic_partition_list_new(partitions);
    for (int i = 0; i < partitions; ++i) {
      rd_kafka_topic_partition_list_add(list, topic.c_str(), i)->offset = RD_KAFKA_OFFSET_BEGINNING;
    }
    rd_kafka_assign(consumer, list);
    rd_kafka_topic_partition_list_destroy(list);
    std::vector<std::vector<KafkaMessage>> parts(static_cast<std::size_t>(partitions));
    std::set<std::int32_t> at_end;
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds{300};
    while (at_end.size() < parts.size() && std::chrono::steady_clock::now() < end) {
      rd_kafka_message_t* message = rd_kafka_consumer_poll(consumer, 100);
      if (message == nullptr) continue;
      if (message->err == RD_KAFKA_RESP_ERR__PARTITION_EOF) at_end.insert(message->partition);
      if (message->err == RD_KAFKA_RESP_ERR_NO_ERROR) {
        parts[static_cast<std::size_t>(message->partition)].push_back(copy_of(message));
      }
      rd_kafka_message_destroy(message);
    }
    rd_kafka_consumer_close(consumer);
    rd_kafka_destroy(consumer);
    std::vector<KafkaMessage> messages;
    for (auto& part : parts) messages.insert(messages.end(), part.begin(), part.end());
    return messages;
  }

 private:
  static KafkaMessage copy_of(rd_kafka_message_t* message) {
    KafkaMessage copy{{static_cast<const char*>(message->key), message->key_len},
                      {static_cast<const char*>(message->payload), message->len},
                      {}};
    rd_kafka_headers_t* headers = nullptr;
    if (rd_kafka_message_headers(message, &headers) != RD_KAFKA_RESP_ERR_NO_ERROR) return copy;
    const char* name = nullptr;
    const void* value = nullptr;
    std::size_t size = 0;
    for (std::size_t i = 0;
         rd_kafka_header_get_all(headers, i, &name, &value, &size) == RD_KAFKA_RESP_ERR_NO_ERROR;
         ++i) {
      copy.headers[name] = std::string{static_cast<const char*>(value), size};
    }
    return copy;
  }

  int brokers_;
  std::string topic_;
  int partitions_;
  rd_kafka_t* handle_ = nullptr;
  rd_kafka_mock_cluster_t* cluster_ = nullptr;
};

}  // namespace celltally::testing

#pragma once

#include <atomic>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "ship/delivery.hpp"
#include "ship/kafka_settings.hpp"
#include "vocabulary/result.hpp"

namespace celltally {

// An idempotent producer, acks=all, and the fate of what was given to it. One thread, which calls
// librdkafka's callbacks from wait().
class KafkaProducer {
 public:
  struct Header {
    std::string name;
    std::string value;
  };

  static Result<std::unique_ptr<KafkaProducer>, std::string> open(
      const KafkaSettings& settings, const std::atomic<bool>& stopping);
  KafkaProducer(const KafkaProducer&) = delete;
  KafkaProducer& operator=(const KafkaProducer&) = delete;
  ~KafkaProducer();

  // Puts a message into the queue, waiting while it is full. Whether that could be done before
  // the brokers were silent for too long; nothing is to be added after false.
  bool add(const std::string& key, std::string_view value, const std::vector<Header>& headers);

  // Waits for the brokers' answers to everything added; accepted when all have it. After anything
  // else this producer must not be used again.
  Delivery wait();

  void begin();  // the time that brokers have runs from here, and anew from each answer

 private:
  struct State;
  explicit KafkaProducer(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace celltally

#pragma once

#include <chrono>
#include <map>
#include <string>

namespace celltally {

// The Kafka sink. Values come checked.
struct KafkaSettings {
  std::string brokers;  // "host:port,host:port"
  std::string topic;
  // How long the brokers may be silent while rows wait for their answers.
  std::chrono::milliseconds timeout{60'000};
  // Further settings as librdkafka names them: security.protocol, ssl.ca.location, ... Those that
  // the promise of delivery rests on cannot be set here.
  std::map<std::string, std::string> further{};
  // The value of `sasl.password` from a file of one line; empty: none.
  std::string password_file{};
};

}  // namespace celltally

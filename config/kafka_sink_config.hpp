#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace celltally {

// A sink of type `kafka`. Files as in HttpsSinkConfig.
struct KafkaSinkConfig {
  enum class Security : std::uint8_t { plaintext, ssl, sasl_ssl };

  std::vector<std::string> brokers;  // host:port, one at least
  std::string topic = "celltally.counts";
  Security security = Security::ssl;
  std::string username;       // with password_file: exactly for sasl_ssl
  std::string password_file;  // may be credential:NAME
  std::string ca_file;        // this and the next two only with ssl and sasl_ssl
  std::string client_certificate;
  std::string client_key;  // may be credential:NAME

  bool operator==(const KafkaSinkConfig&) const = default;
};

}  // namespace celltally

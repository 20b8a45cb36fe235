#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace celltally {

// A sink of type `https`. Files are absolute paths, empty when not used; token_file and client_key
// hold secrets and may be `credential:NAME` (secret_file.hpp).
struct HttpsSinkConfig {
  enum class Shape : std::uint8_t { ndjson, camara };

  std::string url;  // https, or http to a loopback address
  Shape shape = Shape::ndjson;
  bool gzip = true;
  std::chrono::seconds timeout{30};
  std::uint64_t max_body = std::uint64_t{1} << 20;  // octets before compression
  std::string ca_file;                              // empty: the system's
  std::string client_certificate;                   // with client_key, or neither
  std::string client_key;
  std::string token_file;  // sent as bearer token

  bool operator==(const HttpsSinkConfig&) const = default;
};

}  // namespace celltally

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "ship/http_settings.hpp"

namespace celltally {

// The HTTPS sink. Values come checked.
struct HttpsSettings {
  enum class Format : std::uint8_t { ndjson, camara };

  HttpSettings http;
  Format format = Format::ndjson;
  bool gzip = true;
  std::string token_file{};               // sent as a bearer token; empty: none
  std::size_t body_bytes_most = 4 << 20;  // before compression; a longer segment goes in parts
};

}  // namespace celltally

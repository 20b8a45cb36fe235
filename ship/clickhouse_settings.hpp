#pragma once

#include <cstddef>
#include <string>

#include "ship/http_settings.hpp"

namespace celltally {

// The ClickHouse sink, over its HTTP interface. Values come checked.
struct ClickhouseSettings {
  HttpSettings http;  // url: "https://host:8443/", without a query
  std::string database =
      "celltally";              // letters, digits and _; docs/receivers/clickhouse.sql makes it
  std::string user{};           // empty: ClickHouse's default
  std::string password_file{};  // empty: no password
  bool gzip = true;
  std::size_t body_bytes_most = 16 << 20;  // before compression; a longer segment goes in parts
};

}  // namespace celltally

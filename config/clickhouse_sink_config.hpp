#pragma once

#include <chrono>
#include <string>

namespace celltally {

// A sink of type `clickhouse`: its HTTP interface. Files as in HttpsSinkConfig.
struct ClickhouseSinkConfig {
  std::string url;  // https; http to a loopback address, or with allow_plain_http
  bool allow_plain_http = false;
  std::string database = "celltally";
  std::string username;       // empty: the server's default user
  std::string password_file;  // only with a username; may be credential:NAME
  std::string ca_file;
  std::chrono::seconds timeout{30};

  bool operator==(const ClickhouseSinkConfig&) const = default;
};

}  // namespace celltally

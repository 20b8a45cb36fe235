#pragma once

#include <chrono>
#include <optional>
#include <string>

namespace celltally {

// What came back for one request.
struct HttpAnswer {
  int status = 0;       // 0: no whole answer came, see `error`
  std::string error{};  // one line
  std::optional<std::chrono::seconds> retry_after{};
  std::string body{};  // its first kBodyMost octets, whatever they are
  static constexpr std::size_t kBodyMost = 4096;
};

}  // namespace celltally

#pragma once

#include <chrono>
#include <cstdint>

namespace celltally {

// Section `ship.retry`: how long a sink that failed is left alone; doubled each time.
struct RetryConfig {
  std::chrono::seconds first{1};
  std::chrono::seconds most = std::chrono::minutes{5};  // not below first
  std::uint32_t jitter_percent = 20;                    // 0 to 100, either way

  bool operator==(const RetryConfig&) const = default;
};

}  // namespace celltally

#pragma once

#include <chrono>
#include <cstdint>

namespace celltally {

// How patiently segments are delivered to one sink. Values come checked.
struct DeliverySettings {
  std::chrono::milliseconds wait_first{1'000};  // after the first failure; doubles from then on
  std::chrono::milliseconds wait_most{300'000};
  std::uint32_t jitter_percent = 20;  // 0 to 100: each wait is up to so much shorter or longer
  // The most that a sink can ask for by Retry-After.
  std::chrono::seconds retry_after_most{3'600};
  // A segment that is refused so many times in a row is put aside.
  std::uint32_t refusals_most = 3;
};

}  // namespace celltally

#pragma once

#include <chrono>
#include <cstdint>

namespace celltally {

// When /readyz turns red. Values come checked; zero switches a rule off where that is said.
struct HealthLimits {
  std::chrono::seconds probe_silent{60};      // age of probe.json; zero: there is no probe here
  std::chrono::seconds no_packet{900};        // nothing captured for so long; zero: off
  std::uint64_t loss_ppm = 10'000;            // of the packets, lost before decoding
  std::uint64_t damaged_ppm = 100'000;        // of the packets, damaged
  std::uint64_t outbox_bytes = 512ull << 20;  // high-water; zero: off
  std::chrono::seconds undelivered{21'600};   // a segment waits for a sink for so long
};

}  // namespace celltally

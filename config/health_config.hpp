#pragma once

#include <chrono>
#include <cstdint>

namespace celltally {

// Section `health`: beyond which the system says that it is not well.
struct HealthConfig {
  std::chrono::seconds no_packets_for = std::chrono::minutes{5};
  std::uint32_t loss_ppm_max = 1000;           // of the packets that reached the probe
  std::uint32_t damaged_ppm_max = 10'000;      // of the signalling messages
  std::uint32_t outbox_fill_percent_max = 80;  // of outbox.max_bytes
  std::chrono::seconds undelivered_for = std::chrono::hours{6};  // the oldest waiting segment
  bool synchronised_clock = true;                                // the machine's clock must be

  bool operator==(const HealthConfig&) const = default;
};

}  // namespace celltally

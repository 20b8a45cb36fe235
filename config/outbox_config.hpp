#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace celltally {

// Section `outbox`: the folder between the two daemons, and when a segment may leave it.
struct OutboxConfig {
  std::string folder = "/var/lib/celltally/outbox";
  std::uint64_t max_bytes = std::uint64_t{1} << 30;  // octets
  std::chrono::seconds max_age = std::chrono::hours{14 * 24};
  // Written by the shipper, read by the probe.
  std::string acknowledged = "/var/lib/celltally-ship/acknowledged";
  // How long a segment stays after every sink has it.
  std::chrono::seconds keep_acknowledged = std::chrono::hours{24};

  bool operator==(const OutboxConfig&) const = default;
};

}  // namespace celltally

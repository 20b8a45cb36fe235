#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include "ship/health_limits.hpp"

namespace celltally {

// The shipper but for its sinks. Values come checked.
struct ShipperSettings {
  std::string outbox_folder;  // read only
  std::string state_folder;   // sink-NAME.json, acknowledged; must exist and be writable

  // Events tell of a new segment at once; this is for those that are missed.
  std::chrono::milliseconds poll{2'000};
  // How long stop() waits for sinks that are at work.
  std::chrono::milliseconds stop_within{10'000};

  std::string http_address = "127.0.0.1";  // an IPv4 or IPv6 address
  std::uint16_t http_port = 9471;          // 0: any free one
  bool http = true;

  HealthLimits health;
};

}  // namespace celltally

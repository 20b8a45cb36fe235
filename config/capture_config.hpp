#pragma once

#include <vector>

#include "config/capture_clock.hpp"
#include "config/dpdk_config.hpp"
#include "config/idle_behaviour.hpp"
#include "config/port_config.hpp"

namespace celltally {

// Section `capture`: where packets come from.
struct CaptureConfig {
  CaptureClock clock = CaptureClock::wall;
  IdleBehaviour idle = IdleBehaviour::backoff;
  std::vector<PortConfig> ports;  // one at least; none when the file has no such section
  DpdkConfig dpdk;

  bool operator==(const CaptureConfig&) const = default;
};

}  // namespace celltally

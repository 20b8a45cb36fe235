#pragma once

#include <cstdint>
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
  std::uint32_t workers = 1;         // threads that capture
  std::vector<std::uint32_t> cores;  // of the workers, then of the shards; each once; empty: any
  std::vector<PortConfig> ports;     // one at least; none when the file has no such section
  DpdkConfig dpdk;

  bool operator==(const CaptureConfig&) const = default;
};

}  // namespace celltally

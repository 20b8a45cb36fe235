#pragma once

#include <string>
#include <vector>

#include "config/control_config.hpp"
#include "config/metrics_config.hpp"
#include "config/retry_config.hpp"
#include "config/sink_config.hpp"

namespace celltally {

// Section `ship`: what the shipper delivers to.
struct ShipConfig {
  std::string state = "/var/lib/celltally-ship";  // the shipper's own folder
  ControlConfig control{.socket = "/run/celltally-ship/control.sock", .group = "celltally"};
  RetryConfig retry;
  MetricsConfig metrics;
  std::vector<SinkConfig> sinks;  // one at least; none when the file has no such section

  bool operator==(const ShipConfig&) const = default;
};

}  // namespace celltally

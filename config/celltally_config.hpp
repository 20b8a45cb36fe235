#pragma once

#include <cstdint>

#include "config/capture_config.hpp"
#include "config/control_config.hpp"
#include "config/counting_config.hpp"
#include "config/health_config.hpp"
#include "config/log_config.hpp"
#include "config/outbox_config.hpp"
#include "config/probe_config.hpp"
#include "config/protection_config.hpp"
#include "config/ship_config.hpp"

namespace celltally {

// Everything that celltally.yaml says, defaults filled in. One that load_config() gave is valid:
// nobody checks again. A daemon finds what it needs there (Purpose); sections of the other one are
// as if they had been left out: as by default, without ports or sinks. Holds no secret, only their
// files.
struct CelltallyConfig {
  std::uint32_t version = 0;  // 1 when loaded
  ProbeConfig probe;
  CaptureConfig capture;
  CountingConfig counting;
  ProtectionConfig protection;
  OutboxConfig outbox;
  ControlConfig control;
  LogConfig log;
  HealthConfig health;
  ShipConfig ship;

  bool operator==(const CelltallyConfig&) const = default;
};

}  // namespace celltally

#pragma once

#include <string>

namespace celltally {

// Section `ship.metrics`: the HTTP address of /metrics, /healthz and /readyz.
struct MetricsConfig {
  std::string listen = "127.0.0.1:9469";  // numeric address and port: "[::1]:9469"
  bool allow_remote = false;              // else listen is a loopback address

  bool operator==(const MetricsConfig&) const = default;
};

}  // namespace celltally

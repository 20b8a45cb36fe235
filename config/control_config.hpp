#pragma once

#include <string>

namespace celltally {

// Sections `control` and `ship.control`: the UNIX socket on which a daemon answers
// `celltally status`. The default is the probe's.
struct ControlConfig {
  std::string socket = "/run/celltally/control.sock";
  std::string group = "celltally";  // who may ask, beside root and the daemon's own user

  bool operator==(const ControlConfig&) const = default;
};

}  // namespace celltally

#pragma once

#include <string>

namespace celltally {

// Section `control`: the UNIX socket on which the probe answers `celltally status`.
struct ControlConfig {
  std::string socket = "/run/celltally/control.sock";
  std::string group = "celltally";  // who may ask, beside root and the probe's own user

  bool operator==(const ControlConfig&) const = default;
};

}  // namespace celltally

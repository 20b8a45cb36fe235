#pragma once

#include <optional>
#include <string>

#include "cli/daemon_status.hpp"
#include "cli/terminal.hpp"

namespace celltally {

// What one look at both daemons gave; an absent one could not be asked, for the reason given.
struct StatusLook {
  std::optional<DaemonStatus> probe;
  std::string probe_problem;
  std::optional<DaemonStatus> shipper;
  std::string shipper_problem;
  double at_s = 0;  // on a clock that only runs, for rates
};

// The screen of `celltally status` and `top`: lines no longer than the terminal's 80 columns.
// `before`: an earlier look, for rates; without one there are none.
std::string status_screen(const StatusLook& now, const StatusLook* before,
                          const Terminal& terminal);

}  // namespace celltally

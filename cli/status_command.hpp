#pragma once

#include <string>

#include "config/ship_config.hpp"

namespace CLI {
class App;
}

namespace celltally {

// `celltally status` and `celltally top`: how the daemons of this machine are, from their control
// sockets. About the system; no counts of cells.
struct StatusOptions {
  std::string probe_socket = ControlConfig{}.socket;
  std::string shipper_socket = ShipConfig{}.control.socket;
  bool json = false;  // status only
};

// Add the commands to the program; fill `options`, which must live as long as `program`.
CLI::App* add_status_command(CLI::App& program, StatusOptions& options);
CLI::App* add_top_command(CLI::App& program, StatusOptions& options);

// Returns the exit code: failed when no daemon answered, or, but for JSON, one told of a problem.
int run_status(const StatusOptions& options);
// Looks again each second, until Ctrl-C; what is no terminal gets one look after another.
int run_top(const StatusOptions& options);

}  // namespace celltally

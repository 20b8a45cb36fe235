#pragma once

#include <string>

#include "config/load_config.hpp"

namespace CLI {
class App;
}

namespace celltally {

// Which configuration file a command reads, and how.
struct ConfigLoading {
  std::string file;
  Purpose purpose = Purpose::both;
  bool check_files = true;

  // With the time zones and the credentials of this machine.
  Result<CelltallyConfig, ConfigProblems> load() const;

  // Tells the problems on standard error, and how many there are.
  void tell_problems(const ConfigProblems& problems) const;
};

// FILE, --for and --no-files.
void add_config_loading(CLI::App& command, ConfigLoading& loading);

}  // namespace celltally

#pragma once

#include <string>

#include "cli/config_loading.hpp"

namespace CLI {
class App;
}

namespace celltally {

// What `celltally config` was asked to do.
struct ConfigOptions {
  enum class Job { explain, schema, print };

  Job job = Job::explain;
  std::string key;  // of explain; empty: all
  bool markdown = false;
  ConfigLoading config;  // of print
};

// `celltally config explain|schema|print`: what a configuration can say, and what one says. Fills
// `options`, which must live as long as `program`.
CLI::App* add_config_command(CLI::App& program, ConfigOptions& options);

// Returns the exit code.
int run_config(const ConfigOptions& options);

}  // namespace celltally

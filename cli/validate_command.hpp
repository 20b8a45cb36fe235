#pragma once

#include "cli/config_loading.hpp"

namespace CLI {
class App;
}

namespace celltally {

// What `celltally validate` was asked to do.
struct ValidateOptions {
  ConfigLoading config;
  bool json = false;
};

// `celltally validate`: every problem of a configuration and of the cell inventory that it names.
// Fills `options`, which must live as long as `program`.
CLI::App* add_validate_command(CLI::App& program, ValidateOptions& options);

// Returns the exit code.
int run_validate(const ValidateOptions& options);

}  // namespace celltally

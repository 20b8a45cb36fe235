#pragma once

#include "cli/replay_options.hpp"

namespace CLI {
class App;
}

namespace celltally {

// `celltally replay`: counts from captures. Fills `options`, which must live as long as `program`.
CLI::App* add_replay_command(CLI::App& program, ReplayOptions& options);

// Returns the exit code.
int run_replay(const ReplayOptions& options);

}  // namespace celltally

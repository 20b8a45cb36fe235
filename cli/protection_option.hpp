#pragma once

#include "cli/replay_options.hpp"

namespace CLI {
class App;
}

namespace celltally {

// Adds --people-min, --exact, --noise and what goes with them.
void add_protection_options(CLI::App& command, ReplayOptions& options);

// Throws CLI::ValidationError about what no option can say of itself.
void check_protection(const ReplayOptions& options);

}  // namespace celltally

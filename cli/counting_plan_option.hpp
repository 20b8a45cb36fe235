#pragma once

#include "aggregate/counting_plan.hpp"

namespace CLI {
class App;
}

namespace celltally {

// Adds --level, --areas (the level of zones), --grain, --home-networks and --leave-out-temporary.
// REQUIRES: `command` has --cells.
void add_counting_plan_options(CLI::App& command, CountingPlan& plan);

}  // namespace celltally

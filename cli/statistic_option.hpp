#pragma once

#include "cli/statistic_choice.hpp"

namespace CLI {
class App;
}

namespace celltally {

// Adds --stat, which names the statistics to print: once or often, several with commas.
void add_statistic_option(CLI::App& command, StatisticChoice& choice);

}  // namespace celltally

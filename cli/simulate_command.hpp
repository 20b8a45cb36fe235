#pragma once

#include <string>

#include "simulate/small_town.hpp"

namespace CLI {
class App;
}

namespace celltally {

// `celltally simulate`: a made-up day in a small town as a capture file, and what is true in it.
struct SimulateOptions {
  std::string capture;      // "-": standard output
  std::string truth;        // CSV; empty: none
  std::string identifiers;  // a made-up IMSI, MSISDN or IMEI a line, for tests; empty: none
  SmallTown::Options town;
};

// Adds the command to the program; fills `options`, which must live as long as `program`.
CLI::App* add_simulate_command(CLI::App& program, SimulateOptions& options);

// Returns the exit code.
int run_simulate(const SimulateOptions& options);

}  // namespace celltally

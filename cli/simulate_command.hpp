#pragma once

#include <string>

#include "simulate/world_options.hpp"

namespace CLI {
class App;
}

namespace celltally {

// `celltally simulate`: days of a made-up world as captures, and what is true in it. Empty names
// are files that nobody wants.
struct SimulateOptions {
  std::string
      capture;        // "-": standard output; with several interfaces a name for each is made of it
  std::string cells;  // an inventory to live in; none: one is made up
  std::string cells_out;
  std::string truth;
  std::string whereabouts;
  std::string sightings;
  std::string identifiers;
  std::string segments_out;
  std::string opted_out_out;
  std::string machines_out;
  WorldOptions world;
};

// Adds the command to the program; fills `options`, which must live as long as `program`.
CLI::App* add_simulate_command(CLI::App& program, SimulateOptions& options);

// Returns the exit code.
int run_simulate(const SimulateOptions& options);

}  // namespace celltally

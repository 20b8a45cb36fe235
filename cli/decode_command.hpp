#pragma once

#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace celltally {

// `celltally decode`: the signalling messages of captures, a line each, for the lab. Identities are
// never shown; people are numbered in the order in which they appear, in this output only.
struct DecodeOptions {
  std::vector<std::string> files;  // "-" is standard input
  bool json = false;
  std::vector<std::string> link_types;
};

// Adds the command to the program; fills `options`, which must live as long as `program`.
CLI::App* add_decode_command(CLI::App& program, DecodeOptions& options);

// Returns the exit code.
int run_decode(const DecodeOptions& options);

}  // namespace celltally

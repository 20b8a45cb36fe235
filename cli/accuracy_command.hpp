#pragma once

#include <string>

namespace CLI {
class App;
}

namespace celltally {

// What `celltally accuracy` was asked to do.
struct AccuracyOptions {
  std::string truth;
  std::string counts;
  bool json = false;
};

// `celltally accuracy`: how far counts are from what was true. Fills `options`, which must live as
// long as `program`.
CLI::App* add_accuracy_command(CLI::App& program, AccuracyOptions& options);

// Returns the exit code.
int run_accuracy(const AccuracyOptions& options);

}  // namespace celltally

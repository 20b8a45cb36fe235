#pragma once

#include <csignal>
#include <string_view>

namespace celltally {

// While it lives, SIGINT and SIGTERM end the program at once, also while it waits for a pipe, with
// a line on standard error and the exit code of ExitCode. Keys and tags go with the process's
// memory. One at a time.
class Interruption {
 public:
  // `message`: of static lifetime; may be empty.
  explicit Interruption(std::string_view message);
  Interruption(const Interruption&) = delete;
  Interruption& operator=(const Interruption&) = delete;
  ~Interruption();

 private:
  struct sigaction old_interrupt_ {};
  struct sigaction old_terminate_ {};
};

}  // namespace celltally

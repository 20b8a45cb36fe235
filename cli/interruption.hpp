#pragma once

#include <csignal>
#include <optional>
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

// While it lives, SIGINT and SIGTERM are noted only: for who has files to remove before the end.
// One at a time, and not beside an Interruption.
class NotedInterruption {
 public:
  NotedInterruption();
  NotedInterruption(const NotedInterruption&) = delete;
  NotedInterruption& operator=(const NotedInterruption&) = delete;
  ~NotedInterruption();

  // The ExitCode to end with; none: go on.
  static std::optional<int> exit_code();

 private:
  struct sigaction old_interrupt_ {};
  struct sigaction old_terminate_ {};
};

}  // namespace celltally

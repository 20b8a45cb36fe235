#pragma once

#include <csignal>
#include <exception>

namespace celltally {

// Somebody pressed Ctrl-C, ended the program or closed its terminal: thrown where an attack waits,
// so that its children and its folder go on the way out.
class AuditStopped final : public std::exception {
 public:
  explicit AuditStopped(int signal) noexcept : signal_(signal) {}
  int signal() const noexcept { return signal_; }  // SIGINT, SIGTERM or SIGHUP
  const char* what() const noexcept override { return "stopped"; }

 private:
  int signal_;
};

// While it lives, SIGINT, SIGTERM and SIGHUP are noted only. One at a time.
class StopRequest {
 public:
  StopRequest();
  StopRequest(const StopRequest&) = delete;
  StopRequest& operator=(const StopRequest&) = delete;
  ~StopRequest();

  // Throws AuditStopped when one came. Any thread.
  static void check();

 private:
  struct sigaction old_interrupt_ {};
  struct sigaction old_terminate_ {};
  struct sigaction old_hang_up_ {};
};

}  // namespace celltally

#pragma once

#include <csignal>
#include <exception>

namespace celltally {

// Somebody pressed Ctrl-C or ended the program: thrown where an attack waits, so that its children
// and its folder go on the way out.
class AuditStopped final : public std::exception {
 public:
  explicit AuditStopped(int signal) noexcept : signal_(signal) {}
  int signal() const noexcept { return signal_; }  // SIGINT or SIGTERM
  const char* what() const noexcept override { return "stopped"; }

 private:
  int signal_;
};

// While it lives, SIGINT and SIGTERM are noted only. One at a time.
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
};

}  // namespace celltally

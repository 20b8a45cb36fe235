#include "audit/box/stop_request.hpp"

namespace celltally {
namespace {

// Signals are told to the process, not to an object.
volatile std::sig_atomic_t asked = 0;  // NOLINT(cppcoreguidelines-avoid-non-const-global-variables)

extern "C" void note_stop(int signal) {
  asked = signal;
}

}  // namespace

StopRequest::StopRequest() {
  asked = 0;
  struct sigaction action {};
  action.sa_handler = note_stop;
  sigaction(SIGINT, &action, &old_interrupt_);
  sigaction(SIGTERM, &action, &old_terminate_);
  sigaction(SIGHUP, &action, &old_hang_up_);
}

StopRequest::~StopRequest() {
  asked = 0;
  sigaction(SIGINT, &old_interrupt_, nullptr);
  sigaction(SIGTERM, &old_terminate_, nullptr);
  sigaction(SIGHUP, &old_hang_up_, nullptr);
}

void StopRequest::check() {
  if (asked != 0) throw AuditStopped{asked};
}

}  // namespace celltally

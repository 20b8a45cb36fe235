#include "cli/interruption.hpp"

#include <unistd.h>

#include "cli/exit_code.hpp"

namespace celltally {

namespace {

// Signals are told to the process, not to an object.
std::string_view last_words;  // NOLINT(cppcoreguidelines-avoid-non-const-global-variables)

volatile std::sig_atomic_t noted = 0;  // NOLINT(cppcoreguidelines-avoid-non-const-global-variables)

// Nothing but what may be called in a signal handler (signal-safety(7)).
extern "C" void end_program(int signal) {
  if (!last_words.empty()) {
    [[maybe_unused]] const auto ignored =
        ::write(STDERR_FILENO, last_words.data(), last_words.size());
  }
  _exit(signal == SIGTERM ? ExitCode::kTerminated : ExitCode::kInterrupted);
}

extern "C" void note(int signal) {
  noted = signal;
}

}  // namespace

Interruption::Interruption(std::string_view message) {
  last_words = message;
  struct sigaction action {};
  action.sa_handler = end_program;
  sigaction(SIGINT, &action, &old_interrupt_);
  sigaction(SIGTERM, &action, &old_terminate_);
}

Interruption::~Interruption() {
  sigaction(SIGINT, &old_interrupt_, nullptr);
  sigaction(SIGTERM, &old_terminate_, nullptr);
}

NotedInterruption::NotedInterruption() {
  noted = 0;
  struct sigaction action {};
  action.sa_handler = note;
  sigaction(SIGINT, &action, &old_interrupt_);
  sigaction(SIGTERM, &action, &old_terminate_);
}

NotedInterruption::~NotedInterruption() {
  sigaction(SIGINT, &old_interrupt_, nullptr);
  sigaction(SIGTERM, &old_terminate_, nullptr);
}

std::optional<int> NotedInterruption::exit_code() {
  if (noted == 0) return std::nullopt;
  return noted == SIGTERM ? ExitCode::kTerminated : ExitCode::kInterrupted;
}

}  // namespace celltally

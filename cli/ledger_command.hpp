#pragma once

#include <string>

namespace CLI {
class App;
}

namespace celltally {

// `celltally ledger show|verify`: what of everybody's privacy was spent, day by day.
struct LedgerOptions {
  enum class Job { show, verify };

  Job job = Job::show;
  std::string folder = "/var/lib/celltally/outbox";
  bool json = false;
};

// Adds the command to the program; fills `options`, which must live as long as `program`.
CLI::App* add_ledger_command(CLI::App& program, LedgerOptions& options);

// Returns the exit code.
int run_ledger(const LedgerOptions& options);

}  // namespace celltally

#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace CLI {
class App;
}

namespace celltally {

// `celltally outbox ls|verify|show|quarantine`: what lies between the probe and the shipper.
struct OutboxOptions {
  enum class Job { ls, verify, show, quarantine };

  Job job = Job::ls;
  std::string folder = "/var/lib/celltally/outbox";
  std::string segment;                    // show: a sequence number or a file
  std::optional<std::uint64_t> sequence;  // quarantine: nothing to list
  bool json = false;
};

// Adds the command to the program; fills `options`, which must live as long as `program`.
CLI::App* add_outbox_command(CLI::App& program, OutboxOptions& options);

// Returns the exit code.
int run_outbox(const OutboxOptions& options);

}  // namespace celltally

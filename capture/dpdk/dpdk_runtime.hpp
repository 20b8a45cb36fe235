#pragma once

#include <memory>
#include <string>
#include <vector>

#include "capture/dpdk/dpdk_settings.hpp"
#include "vocabulary/result.hpp"

namespace celltally {

class EalLog;

// DPDK's environment: its memory and its drivers. One start per process, not again after it ended
// nor after it failed; ports must end before it. Made and destroyed by the control thread.
class DpdkRuntime {
 public:
  // Takes DPDK's memory and the cards of the allow-list. Leaves the thread's core affinity as it
  // was, and the standard output and error alone. The error is one line with its mend.
  static Result<std::unique_ptr<DpdkRuntime>, std::string> start(const DpdkSettings& settings);

  DpdkRuntime(const DpdkRuntime&) = delete;
  DpdkRuntime& operator=(const DpdkRuntime&) = delete;
  ~DpdkRuntime();

  // To be called by a thread before it polls queues: buffers then come from a cache of its own.
  // Polling works without, but slower. False when DPDK has no room for another thread.
  static bool register_thread() noexcept;
  static void unregister_thread() noexcept;

  // What DPDK said since the start or since the last port was opened; any thread.
  std::vector<std::string> log() const;
  void clear_log();

 private:
  DpdkRuntime(std::vector<std::string> arguments, std::unique_ptr<EalLog> log);

  std::vector<std::string> arguments_;  // EAL keeps pointers into them
  std::unique_ptr<EalLog> log_;
};

}  // namespace celltally

#pragma once

#include <atomic>

#include "daemon/capture_port.hpp"

namespace celltally {

// A port whose queues may be several workers'. One of them looks after it: asks how it is and
// whether it has finished, and tells the others that.
struct SharedPort {
  explicit SharedPort(CapturePort& of) : port(of) {}

  CapturePort& port;
  std::atomic<bool> finished{false};
};

}  // namespace celltally

#pragma once

#include <vector>

#include "capture/packet_source.hpp"
#include "daemon/port_status.hpp"

namespace celltally {

// A place where packets come in, of any kind: a DPDK port, a kernel interface, capture files. Made
// and destroyed by the control thread; in between the capture thread alone uses it.
class CapturePort {
 public:
  CapturePort() = default;
  CapturePort(const CapturePort&) = delete;
  CapturePort& operator=(const CapturePort&) = delete;
  virtual ~CapturePort() = default;

  // One or more, owned by the port; always the same.
  virtual std::vector<PacketSource*> queues() = 0;

  // No packet will ever come again: the end of files. Other ports never finish. Any moment between
  // two polls.
  virtual bool finished() const noexcept = 0;

  // May take some microseconds: asked for about once a second, and once after the last poll.
  virtual PortStatus status() = 0;
};

}  // namespace celltally

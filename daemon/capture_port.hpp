#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "capture/packet_source.hpp"
#include "daemon/port_status.hpp"
#include "daemon/queue_alarm.hpp"

namespace celltally {

// A place where packets come in, of any kind: a DPDK port, a kernel interface, capture files. Made
// and destroyed by the control thread; in between each queue is one thread's, and one of these
// threads looks after the port: finished(), held_back_ns(), status().
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

  // Called by each thread that polls queues of the port, before the first poll and after the last.
  virtual void enter_thread() noexcept {}
  virtual void leave_thread() noexcept {}

  // What wakes the calling thread when one of the queues, which it polls, has something; nothing
  // where the driver does not offer that.
  virtual std::unique_ptr<QueueAlarm> alarm(PacketSource& /*queue*/) { return nullptr; }

  // How long the port may hold a packet back before a poll gives it.
  virtual std::int64_t held_back_ns() const noexcept { return 0; }

  // May take some microseconds: asked for about once a second, and once after the last poll.
  virtual PortStatus status() = 0;
};

}  // namespace celltally

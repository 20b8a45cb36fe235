#pragma once

#include <cstdint>

#include "capture/dpdk/dpdk_queue.hpp"

namespace celltally {

// Sleeps until the card has something for a queue, where the driver offers receive interrupts: many
// cards do, net_af_packet, net_pcap and net_ring do not. There a worker rests by IdleBackoff. Made
// and used by the thread that polls the queue.
class QueueInterrupt {
 public:
  // Arms the queue's interrupt for this thread.
  explicit QueueInterrupt(const DpdkQueue& queue) noexcept;
  QueueInterrupt(const QueueInterrupt&) = delete;
  QueueInterrupt& operator=(const QueueInterrupt&) = delete;
  ~QueueInterrupt();

  bool offered() const noexcept { return armed_; }

  // After an empty poll: until a packet comes or the time is over, whichever is first; the next
  // step is a poll in both cases. True when something came. REQUIRES: offered().
  bool wait(std::uint32_t most_ms) const noexcept;

 private:
  std::uint16_t port_;
  std::uint16_t queue_;
  bool armed_ = false;
};

}  // namespace celltally

#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "capture/packet_source.hpp"
#include "daemon/shared_port.hpp"

namespace celltally {

// A worker's queues as one source, polled in turn: one burst of one queue a poll. Packets bear the
// number of their queue and frames count through all of them. One thread.
class PortQueues final : public PacketSource {
 public:
  // Before the first poll. Both must outlive this.
  void add(SharedPort& port, PacketSource& queue);

  // Tries each queue once, from the one after the last that gave something, until one gives.
  std::span<Packet> poll(std::span<Packet> room) override;

  // When all ports have, as those who look after them say; without queues at once.
  bool finished() const noexcept override;

 private:
  std::vector<SharedPort*> ports_;
  std::vector<PacketSource*> queues_;
  std::size_t next_ = 0;
  std::uint64_t frame_ = 0;
};

}  // namespace celltally

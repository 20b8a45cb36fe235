#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "capture/packet_source.hpp"
#include "daemon/capture_port.hpp"

namespace celltally {

// All queues of all ports as one source, polled in turn: one burst of one queue a poll. Packets
// bear the number of their queue and frames count through all of them. One thread.
class PortQueues final : public PacketSource {
 public:
  // The ports' queues, in order; once, before the first poll. The ports must outlive it.
  void attach(const std::vector<std::unique_ptr<CapturePort>>& ports);

  // Tries each queue once, from the one after the last that gave something, until one gives.
  std::span<Packet> poll(std::span<Packet> room) override;

  // When all ports have; without ports at once.
  bool finished() const noexcept override;

 private:
  std::vector<CapturePort*> ports_;
  std::vector<PacketSource*> queues_;
  std::size_t next_ = 0;
  std::uint64_t frame_ = 0;
};

}  // namespace celltally

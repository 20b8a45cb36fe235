#include "daemon/port_queues.hpp"

#include <algorithm>

namespace celltally {

void PortQueues::add(SharedPort& port, PacketSource& queue) {
  if (std::find(ports_.begin(), ports_.end(), &port) == ports_.end()) ports_.push_back(&port);
  queues_.push_back(&queue);
}

std::span<Packet> PortQueues::poll(std::span<Packet> room) {
  for (std::size_t tried = 0; tried < queues_.size(); ++tried) {
    const std::size_t queue = next_;
    next_ = next_ + 1 == queues_.size() ? 0 : next_ + 1;
    const auto packets = queues_[queue]->poll(room);
    if (packets.empty()) continue;
    for (Packet& packet : packets) {
      packet.source = static_cast<std::uint16_t>(queue);
      packet.frame = ++frame_;
    }
    return packets;
  }
  return {};
}

bool PortQueues::finished() const noexcept {
  return std::all_of(ports_.begin(), ports_.end(), [](const SharedPort* port) {
    return port->finished.load(std::memory_order_relaxed);
  });
}

}  // namespace celltally

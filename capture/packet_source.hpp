#pragma once

#include <span>

#include "capture/packet.hpp"

namespace celltally {

// Where packets come from, a burst at a time: capture files, a network port, memory.
// One thread uses a source.
class PacketSource {
 public:
  PacketSource() = default;
  PacketSource(const PacketSource&) = delete;
  PacketSource& operator=(const PacketSource&) = delete;
  virtual ~PacketSource() = default;

  // Fills the front of `room` and returns the part it filled; empty when nothing is waiting or
  // finished(). Never blocks on a port. Releases the packets of the previous call.
  virtual std::span<Packet> poll(std::span<Packet> room) = 0;

  // True when no packet will ever come again: the end of the files. Ports never finish.
  virtual bool finished() const noexcept = 0;
};

}  // namespace celltally

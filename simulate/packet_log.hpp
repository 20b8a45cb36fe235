#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "simulate/split_mix.hpp"
#include "simulate/timed_packet.hpp"
#include "simulate/udp_flow.hpp"

namespace celltally {

// The tap: collects what the nodes of a scenario send, as the probe's port would see it. Some
// requests get lost behind the tap and come again after three seconds; some datagrams come in
// fragments. IPv6 runs in a VLAN.
class PacketLog {
 public:
  explicit PacketLog(std::uint64_t seed) : random_(seed) {}

  // Sends a request; the answer is when it arrives in the end.
  Timestamp request(Timestamp at, const UdpFlow& flow, std::span<const std::uint8_t> message);

  // Sends a message that is never repeated.
  void send(Timestamp at, const UdpFlow& flow, std::span<const std::uint8_t> message);

  // Everything in the order of time; what was sent first comes first at one time. Ends the log.
  std::vector<TimedPacket> take_sorted() &&;

 private:
  SplitMix random_;
  std::vector<TimedPacket> packets_;
  std::uint16_t identification_ = 0;
};

}  // namespace celltally

#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <utility>

#include "capture/packet.hpp"
#include "decode/frame.hpp"
#include "decode/machine_hints.hpp"
#include "decode/message_burst.hpp"
#include "decode/packet_outcome.hpp"
#include "decode/sigtran_transport.hpp"

namespace celltally {

// From a packet to its signalling messages. One per worker; one thread. Takes all memory (the
// reassemblers') when made; afterwards never allocates, throws or blocks, whatever the bytes are.
class Decoder {
 public:
  struct Limits {
    FrameReader::Limits frames{};
    SigtranTransport::Limits sigtran{};
  };
  // How many packets ended where, and how many messages were seen. The sum of `packets` is the
  // number of decode() calls.
  struct Counters {
    std::array<std::uint64_t, kPacketOutcomes> packets{};
    std::array<std::uint64_t, kProtocols> messages{};
    std::array<std::uint64_t, kMessageDamages> damages{};  // [none]: messages without damage
  };

  Decoder() : Decoder(Limits{}) {}
  explicit Decoder(const Limits& limits) : frames_(limits.frames), sigtran_(limits.sigtran) {}

  // What is a machine beside what protocols say, from the next packet on; nullptr: nothing.
  void set_machine_rules(std::shared_ptr<const MachineRules> rules) noexcept {
    machines_ = MachineHints{std::move(rules)};
  }

  // Adds the packet's messages to `burst` and says where the packet ended. The messages borrow the
  // packet's bytes, or the reassembler's until the next call; in the latter case the burst is
  // closed. REQUIRES: burst.has_room().
  PacketOutcome decode(const Packet& packet, MessageBurst& burst) noexcept;

  // It is `now`, though no packet says so: fragments that waited too long are wiped. Between
  // bursts.
  void expire(Timestamp now) noexcept {
    frames_.expire(now);
    sigtran_.begin_packet(now);
  }

  const Counters& counters() const noexcept { return counters_; }
  const UdpReassembler::Counters& reassembly() const noexcept { return frames_.reassembly(); }
  const SctpTransport& sctp() const noexcept { return frames_.sctp(); }
  const TcpTransport& tcp() const noexcept { return frames_.tcp(); }
  const SigtranTransport& sigtran() const noexcept { return sigtran_; }

 private:
  PacketOutcome decode_datagram(const Packet& packet, const Datagram& datagram,
                                MessageBurst& burst) noexcept;
  PacketOutcome decode_other(const Packet& packet, MessageBurst& burst) noexcept;
  PacketOutcome decode_messages(const Packet& packet, const Datagram& datagram,
                                MessageBurst& burst) noexcept;
  PacketOutcome decode_other_datagram(const Packet& packet, const Datagram& datagram,
                                      MessageBurst& burst) noexcept;
  PacketOutcome decode_sctp(const Packet& packet, PacketOutcome unread,
                            MessageBurst& burst) noexcept;
  PacketOutcome decode_tcp(const Packet& packet, MessageBurst& burst) noexcept;
  void finish(const Packet& packet, std::size_t first, MessageBurst& burst) noexcept;
  void wipe_later(const Datagram& datagram, MessageBurst& burst) const noexcept;
  void count(SignallingMessage& message) noexcept;

  FrameReader frames_;
  MachineHints machines_;
  SigtranTransport sigtran_;
  Counters counters_;
};

}  // namespace celltally

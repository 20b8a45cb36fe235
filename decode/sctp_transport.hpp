#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "decode/ip_packet.hpp"
#include "decode/packet_outcome.hpp"
#include "decode/sctp_chunk.hpp"
#include "decode/sctp_direction_key.hpp"
#include "decode/sctp_endpoints.hpp"
#include "decode/sctp_fragments.hpp"
#include "decode/sctp_home.hpp"
#include "decode/sctp_message.hpp"
#include "decode/slot_index.hpp"
#include "decode/tsn_window.hpp"
#include "vocabulary/timestamp.hpp"

namespace celltally {

// From the packets of SCTP associations (RFC 9260, RFC 8260) to whole user messages, each once:
// every chunk of every packet, fragments put together, retransmissions and the tap's copies left
// out, by whichever path they come. Begins anywhere in an association; a gap costs what was in it.
// Messages come as they become whole, not in the order of their stream. All memory is taken when
// made. One thread.
//
// What is not given as a message is wiped in the packet: copies, and fragments once copied.
class SctpTransport {
 public:
  static constexpr std::size_t kMessagesPerPacketMax = 64;

  struct Limits {
    std::size_t directions_max = 8192;  // two for an association; 1 or more
    SctpFragments::Limits fragments{};
  };
  // Every chunk ends in exactly one of control, whole, fragments, copies, outside, refused,
  // crowded_out. What became of the fragments say the counters of SctpFragments.
  struct Counters {
    std::uint64_t chunks = 0;
    std::uint64_t control = 0;      // all but DATA and I-DATA
    std::uint64_t whole = 0;        // were a message
    std::uint64_t fragments = 0;    // were taken for one
    std::uint64_t copies = 0;       // retransmitted, or seen twice
    std::uint64_t outside = 0;      // TSN far behind: an old copy, or not of this association
    std::uint64_t refused = 0;      // impossible, empty, cut, or too large
    std::uint64_t crowded_out = 0;  // more messages than a packet may give
    std::uint64_t messages = 0;     // given: whole, and put together

    // Every direction begun is held, or was evicted.
    std::uint64_t directions_begun = 0;
    std::uint64_t directions_evicted = 0;    // unused longest, when a new one needed its place
    std::uint64_t directions_ended = 0;      // by ABORT or SHUTDOWN COMPLETE
    std::uint64_t directions_restarted = 0;  // INIT or INIT ACK gave the same tag again
  };

  explicit SctpTransport(const Limits& limits);

  // Gives back what the last messages borrowed from here, and what waited too long at `at`.
  void begin_packet(Timestamp at) noexcept {
    messages_count_ = 0;
    fragments_.begin_packet(at);
  }

  // Reads an SCTP packet: one of IP, or the payload of a datagram with SCTP in it (RFC 6951).
  // Returns sctp_signalling or sctp_unknown when there are messages(); otherwise sctp_held,
  // sctp_control, fragment_refused, or how the packet is damaged.
  PacketOutcome read(const IpPacket& ip, Timestamp at) noexcept {
    begin_packet(at);
    std::span<std::uint8_t> rest;
    if (!read_sctp_header(ip, endpoints_, rest)) return PacketOutcome::truncated_sctp;
    return read_chunks(rest, ip.cut, at);
  }

  // Of the last packet read; they last until the next read() or begin_packet().
  std::span<const SctpMessage> messages() const noexcept {
    return std::span{messages_}.first(messages_count_);
  }
  // The addresses are those by which their direction became known, though it may use others too.
  const SctpEndpoints& endpoints() const noexcept { return endpoints_; }

  // Whether any of messages() stands here, not in the packet.
  bool lent() const noexcept { return fragments_.lent(); }

  const Counters& counters() const noexcept { return counters_; }
  const SctpFragments::Counters& fragments() const noexcept { return fragments_.counters(); }
  std::size_t fragments_held() const noexcept { return fragments_.held(); }
  std::size_t directions() const noexcept { return index_.size(); }

  // Comparisons made since the start: the work done, for tests that it is bounded.
  std::uint64_t steps() const noexcept { return index_.steps() + fragments_.steps(); }

 private:
  using Index = SlotIndex<SctpDirectionKey>;

  struct Direction {
    TsnWindow window;
    Timestamp used;
    Timestamp touched;  // when it was last made the newest
    SctpHome home;
    bool ended = false;
  };

  PacketOutcome read_chunks(std::span<std::uint8_t> rest, bool cut, Timestamp at) noexcept;
  PacketOutcome read_chunk(const SctpChunk& chunk, Timestamp at) noexcept;
  PacketOutcome read_data(const SctpChunk& chunk, Timestamp at) noexcept;
  PacketOutcome take_data(const SctpData& data, Timestamp at) noexcept;
  PacketOutcome take_fragment(const SctpData& data, Timestamp at) noexcept;
  PacketOutcome give(std::span<std::uint8_t> payload, std::uint32_t ppid, bool cut) noexcept;
  TsnWindow::Seen see(std::uint32_t tsn, Timestamp at) noexcept;
  void begin_association(const SctpChunk& chunk, Timestamp at) noexcept;
  void restart(const SctpDirectionKey& key, Timestamp at) noexcept;
  void end_association(const SctpChunk& chunk) noexcept;

  std::int64_t age_ns_max_;
  Index index_;
  std::vector<Direction> directions_;
  SctpFragments fragments_;
  SctpEndpoints endpoints_;
  std::array<SctpMessage, kMessagesPerPacketMax> messages_{};
  std::size_t messages_count_ = 0;
  Counters counters_;
};

}  // namespace celltally

#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "decode/datagram_index.hpp"
#include "decode/dropped_datagrams.hpp"
#include "decode/ip_packet.hpp"
#include "decode/packet_outcome.hpp"
#include "vocabulary/timestamp.hpp"

namespace celltally {

// Puts fragmented datagrams of UDP, and packets of SCTP, together, IPv4 (RFC 791 3.2) and IPv6 (RFC
// 8200 4.5), whatever order the fragments come in. A fragment that was there already is ignored;
// one that overlaps another refuses the datagram (RFC 5722). All memory is taken when made. One
// thread.
//
// Identifiers stand in the fragments: add() wipes them in the packet once copied, and a datagram's
// copy is wiped when its place is given back.
class UdpReassembler {
 public:
  struct Limits {
    std::size_t datagrams_max = 256;          // being put together at once; 1 or more
    std::size_t datagram_octets_max = 16384;  // of one datagram; GTP-C fits in far less
    std::size_t fragments_max = 32;           // of one datagram
    std::int64_t age_s_max = 2;               // packet time from the first fragment; 0 to 10^9
  };
  // Every datagram begun ends in exactly one of completed, expired, evicted, refused, or is still
  // held.
  struct Counters {
    std::uint64_t begun = 0;
    std::uint64_t completed = 0;
    std::uint64_t expired = 0;
    std::uint64_t evicted = 0;     // the oldest, when a new one needed its place
    std::uint64_t refused = 0;     // overlap, impossible, cut, too many fragments, too large, or
                                   // its first fragment showed that nobody reads it
    std::uint64_t duplicates = 0;  // fragments, not datagrams: came again
  };

  explicit UdpReassembler(const Limits& limits);
  ~UdpReassembler();
  UdpReassembler(const UdpReassembler&) = delete;
  UdpReassembler& operator=(const UdpReassembler&) = delete;

  // Gives back what add() lent, and what is too old at `at`. Before every packet, fragment or not:
  // nothing may be held for longer because no fragment comes.
  void begin_packet(Timestamp at) noexcept {
    if (index_.size() != 0) give_back(at);
  }

  // Takes a fragment of a datagram that is wanted, as far as can be known. Returns signalling when
  // it completes the datagram: `whole` then borrows the reassembler's memory until its next call.
  // Otherwise fragment_held, fragment_refused, or what drop() said of the datagram.
  // REQUIRES: fragment.fragment, protocol SCTP, or UDP where a first fragment, if it has come, has
  // shown a wanted port.
  PacketOutcome add(const IpPacket& fragment, Timestamp at, IpPacket& whole) noexcept;

  // A first fragment showed that the rest is not wanted: its other fragments end with `outcome`.
  void drop(const IpPacket& first, PacketOutcome outcome, Timestamp at) noexcept;

  // Datagrams that wait for fragments.
  std::size_t held() const noexcept { return index_.size() - (lent() ? 1 : 0); }

  // Whether the last call was an add() that completed a datagram.
  bool lent() const noexcept { return lent_ != DatagramIndex::kNone; }

  const Counters& counters() const noexcept { return counters_; }

  // Comparisons made since the start: the work done, for tests that it is bounded.
  std::uint64_t steps() const noexcept { return steps_ + index_.steps() + dropped_.steps(); }

 private:
  struct Range {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
  };
  struct Held {
    Timestamp begun;
    std::uint32_t ranges = 0;
    std::uint32_t received = 0;  // octets in them
    std::uint32_t reach = 0;     // the largest end
    std::uint32_t total = 0;     // 0: the last fragment has not come
  };

  void give_back(Timestamp at) noexcept;
  bool possible(const IpPacket& fragment) const noexcept;
  bool contradicts(const Held& held, const IpPacket& fragment) const noexcept;
  PacketOutcome take(std::uint32_t slot, const IpPacket& fragment) noexcept;
  void copy_in(std::uint32_t slot, const IpPacket& fragment) noexcept;
  std::uint32_t begin(const DatagramKey& key, Timestamp at) noexcept;
  PacketOutcome refuse(const DatagramKey& key, std::uint32_t slot, Timestamp at) noexcept;
  void lend(std::uint32_t slot, IpPacket& whole) noexcept;
  void free_slot(std::uint32_t slot) noexcept;

  std::span<Range> ranges(std::uint32_t slot) noexcept;
  std::span<std::uint8_t> octets(std::uint32_t slot) noexcept;

  Limits limits_;
  std::int64_t age_ns_max_;
  DatagramIndex index_;
  DroppedDatagrams dropped_;
  std::vector<Held> held_;
  std::vector<Range> ranges_;
  std::vector<std::uint8_t> octets_;
  std::uint32_t lent_ = DatagramIndex::kNone;
  std::uint64_t steps_ = 0;
  Counters counters_;
};

}  // namespace celltally

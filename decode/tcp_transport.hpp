#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "decode/ip_packet.hpp"
#include "decode/packet_outcome.hpp"
#include "decode/slot_index.hpp"
#include "decode/tcp_backlog.hpp"
#include "decode/tcp_direction_key.hpp"
#include "decode/tcp_endpoints.hpp"
#include "decode/tcp_framing.hpp"
#include "decode/tcp_message.hpp"
#include "decode/tcp_segment.hpp"
#include "vocabulary/timestamp.hpp"

namespace celltally {

// From the segments of TCP connections (RFC 9293) with a known port to whole messages of the
// protocol on top, each once and in order: retransmissions and overlaps left out (the first octets
// seen count), segments that come too early kept until their turn. Begins anywhere in a connection,
// and finds the next message after a loss. Messages that stand whole in a packet are given as they
// stand; others from this object's memory, all of which is taken when made. One thread.
//
// What is not given as a message is wiped in the packet when it gave none at all; else it is for
// the taker of the messages to wipe the packet.
class TcpTransport {
 public:
  static constexpr std::size_t kMessagesPerPacketMax = 64;

  struct Limits {
    std::size_t directions_max = 8192;  // two for a connection; 1 or more
    TcpBacklog::Limits backlog{};
    std::int64_t hole_s_max = 2;  // packet time that a hole is waited for, when more comes
    std::int64_t age_s_max = 5;   // packet time that anything waits; both 0 to 10^9
  };
  // Every segment ends in exactly one of control, taken, copies, refused, damaged. Every octet
  // taken that was not seen before ends in exactly one of message_octets, passed_octets,
  // given_up_octets, or is still held.
  struct Counters {
    std::uint64_t segments = 0;
    std::uint64_t control = 0;  // without payload
    std::uint64_t taken = 0;    // held something new
    std::uint64_t copies = 0;   // nothing new: retransmitted, seen twice, a keep-alive
    std::uint64_t refused = 0;  // new, but there was no place for it
    std::uint64_t damaged = 0;  // its header is cut or impossible

    std::uint64_t octets = 0;
    std::uint64_t message_octets = 0;   // of messages given, or crowded out
    std::uint64_t passed_octets = 0;    // between messages, or of one that is too large
    std::uint64_t given_up_octets = 0;  // the rest did not come

    std::uint64_t messages = 0;     // given
    std::uint64_t crowded_out = 0;  // messages more than a packet may give
    std::uint64_t too_large = 0;    // messages of more than kTcpMessageOctetsMax
    std::uint64_t holes = 0;        // octets that did not come in time: the next message was sought

    // Every stream that began to wait is finished, expired, evicted, forgotten, overrun, or waits.
    std::uint64_t waits = 0;
    std::uint64_t finished = 0;  // all that waited has become messages
    std::uint64_t expired = 0;   // waited too long
    std::uint64_t evicted = 0;   // waited longest, when another one needed its place
    std::uint64_t forgotten =
        0;                      // its connection ended or began anew, or its direction was evicted
    std::uint64_t overrun = 0;  // more came than there is room for

    // Every direction begun is held, or was evicted.
    std::uint64_t directions_begun = 0;
    std::uint64_t directions_evicted = 0;    // unused longest, when a new one needed its place
    std::uint64_t directions_restarted = 0;  // by SYN, or by numbers far from all that were there
  };

  explicit TcpTransport(const Limits& limits);

  // Gives back what the last messages borrowed from here, and what waited too long at `at`: before
  // every packet.
  void begin_packet(Timestamp at) noexcept {
    messages_count_ = 0;
    packet_lent_ = false;
    if (backlog_.streams() != 0) give_back(at);
  }

  // Reads the segment in an IP packet that is no fragment. Returns tcp_signalling when there are
  // messages(); otherwise other_traffic (its ports are of no protocol read here: nothing of it was
  // touched), tcp_unknown, tcp_held, tcp_control, or how it is damaged.
  PacketOutcome read(const IpPacket& ip, Timestamp at) noexcept;

  // Of the last packet read; they last until the next read() or begin_packet().
  std::span<const TcpMessage> messages() const noexcept {
    return std::span{messages_}.first(messages_count_);
  }
  const TcpEndpoints& endpoints() const noexcept { return endpoints_; }

  // Whether any of messages() stands here, not in the packet.
  bool lent() const noexcept { return lent_; }

  const Counters& counters() const noexcept { return counters_; }
  std::size_t directions() const noexcept { return index_.size(); }
  std::size_t streams_waiting() const noexcept { return backlog_.streams() - (ending_ ? 1 : 0); }
  std::size_t octets_held() const noexcept { return backlog_.octets(); }

  // Octets and entries looked at since the start: the work done, for tests that it is bounded.
  std::uint64_t steps() const noexcept { return steps_ + index_.steps() + backlog_.steps(); }

 private:
  static constexpr std::uint32_t kNone = TcpBacklog::kNone;
  using Index = SlotIndex<TcpDirectionKey>;

  struct Direction {
    std::uint32_t next = 0;       // sequence number of the first octet not given away
    std::uint32_t to_skip = 0;    // octets from there on that are of a message given up
    std::uint32_t place = kNone;  // in the backlog
    TcpFraming framing;           // of what begins at `next`, behind what is to skip
    bool adrift = false;          // what is missing will not come: go on wherever the next one is
  };
  using Counter = std::uint64_t Counters::*;

  PacketOutcome read_segment(TcpSegment& segment, Timestamp at) noexcept;
  std::uint32_t direction_slot(const TcpDirectionKey& key, std::uint32_t sequence) noexcept;
  void begin_connection(const TcpDirectionKey& key, std::uint32_t sequence) noexcept;
  void end_connection(const TcpDirectionKey& key) noexcept;
  void start_at(Direction& direction, std::uint32_t sequence, bool at_message) noexcept;

  PacketOutcome take(std::uint32_t slot, TcpSegment& segment, Timestamp at) noexcept;
  PacketOutcome take_in_order(std::uint32_t slot, TcpSegment& segment, Timestamp at) noexcept;
  PacketOutcome take_into_backlog(std::uint32_t slot, std::size_t ahead, TcpSegment& segment,
                                  Timestamp at) noexcept;
  PacketOutcome overrun(std::uint32_t slot, TcpSegment& segment, Timestamp at) noexcept;
  bool wait(std::uint32_t slot, std::size_t ahead, std::span<const std::uint8_t> octets,
            Timestamp at) noexcept;
  void end_at_cut(Direction& direction, std::span<std::uint8_t> rest,
                  const TcpSegment& segment) noexcept;

  std::size_t cut_messages(Direction& direction, std::span<std::uint8_t> octets) noexcept;
  void cut_backlog(Direction& direction, Timestamp at) noexcept;
  void pass_hole(Direction& direction, Timestamp at) noexcept;
  void jump(Direction& direction, std::size_t octets) noexcept;
  void give(std::span<std::uint8_t> payload, bool cut) noexcept;
  PacketOutcome outcome_of(const Direction& direction) const noexcept;

  void leave(Direction& direction, Counter why) noexcept;
  void give_back(Timestamp at) noexcept;

  std::int64_t hole_ns_max_;
  std::int64_t age_ns_max_;
  std::size_t octets_max_;
  Index index_;
  std::vector<Direction> directions_;
  TcpBacklog backlog_;
  TcpEndpoints endpoints_;
  TcpProtocol protocol_ = TcpProtocol::none;
  std::array<TcpMessage, kMessagesPerPacketMax> messages_{};
  std::size_t messages_count_ = 0;
  std::uint32_t lending_ = kNone;  // place whose octets messages() may stand in
  bool lent_ = false;
  bool ending_ = false;       // nobody has that place any more
  bool packet_lent_ = false;  // messages() stand in the packet
  std::uint64_t steps_ = 0;
  Counters counters_;
};

}  // namespace celltally

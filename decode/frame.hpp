#pragma once

#include <optional>

#include "capture/packet.hpp"
#include "decode/datagram.hpp"
#include "decode/ip_packet.hpp"
#include "decode/packet_outcome.hpp"
#include "decode/plain_udp.hpp"
#include "decode/sctp_transport.hpp"
#include "decode/tcp_transport.hpp"
#include "decode/udp_reassembler.hpp"

namespace celltally {

// From a captured packet to the innermost UDP datagram, or to the user messages of an SCTP packet,
// which may stand in such a datagram, or to the messages that a TCP segment completes: link layer,
// VLAN tags, MPLS labels, PPPoE, IPv4 and IPv6 with their options, mirror tunnels to depth 3,
// fragments (see README.md for the layouts and sources). Never allocates after it is made.
class FrameReader {
 public:
  struct Limits {
    UdpReassembler::Limits reassembly{};
    SctpTransport::Limits sctp{};
    TcpTransport::Limits tcp{};
  };

  FrameReader() : FrameReader(Limits{}) {}
  explicit FrameReader(const Limits& limits)
      : reassembler_(limits.reassembly), sctp_(limits.sctp), tcp_(limits.tcp) {}

  // Fills `datagram` and returns PacketOutcome::signalling when there is a whole datagram (whatever
  // its ports; of fragments, only the ports of signalling are put together); otherwise says where
  // the packet ended and leaves `datagram` unspecified; SCTP and TCP packets end in outcomes of
  // their own, and sctp() or tcp() has their messages until the next packet that is not a plain
  // datagram. GTP-U is recognised by its port before anything else of UDP is looked at, fragments
  // included.
  PacketOutcome read(const Packet& packet, Datagram& datagram) noexcept {
    switch (read_plain(packet, datagram)) {
      case UdpPurpose::user_plane: return PacketOutcome::user_plane;
      case UdpPurpose::signalling: return PacketOutcome::signalling;
      default: return read_any(packet, datagram);
    }
  }

  // The same in two steps, for the decoder, which keeps a plain datagram in registers: read_any()
  // only where read_plain() has said other, as read_plain_udp() does.
  UdpPurpose read_plain(const Packet& packet, Datagram& datagram) noexcept {
    reassembler_.begin_packet(packet.at);
    return read_plain_udp(packet, datagram);
  }
  PacketOutcome read_any(const Packet& packet, Datagram& datagram) noexcept;

  // It is `now`, though no packet says so: what waited too long for fragments is wiped.
  void expire(Timestamp now) noexcept {
    reassembler_.begin_packet(now);
    sctp_.begin_packet(now);
    tcp_.begin_packet(now);
  }

  const SctpTransport& sctp() const noexcept { return sctp_; }
  const TcpTransport& tcp() const noexcept { return tcp_; }

  // Whether the last datagram stands in the reassembler's memory, not in the packet.
  bool reassembled() const noexcept { return reassembler_.lent(); }

  const UdpReassembler::Counters& reassembly() const noexcept { return reassembler_.counters(); }

 private:
  PacketOutcome read_layers(const Packet& packet, Datagram& datagram) noexcept;
  std::optional<PacketOutcome> read_udp(IpPacket& ip, Timestamp at, Datagram& datagram) noexcept;
  PacketOutcome read_sctp(IpPacket& ip, Timestamp at) noexcept;
  PacketOutcome read_sctp_over_udp(const Datagram& datagram, Timestamp at) noexcept;
  std::optional<PacketOutcome> join_fragments(IpPacket& ip, Timestamp at) noexcept;
  std::optional<PacketOutcome> sort_first_fragment(IpPacket& ip, Timestamp at) noexcept;

  UdpReassembler reassembler_;
  SctpTransport sctp_;
  TcpTransport tcp_;
};

}  // namespace celltally

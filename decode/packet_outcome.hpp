#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace celltally {

// Where a packet ended: each packet in exactly one. The first twelve are as it should be, the
// rest are the reasons for which decode/ gives nothing.
enum class PacketOutcome : std::uint8_t {
  signalling,     // held at least one signalling message that could be read
  user_plane,     // GTP-U: dropped unread
  other_traffic,  // not signalling of a kind read here: other ports, other protocols
  fragment_held,  // kept until the rest of its datagram comes
  // Of SCTP, by the best of its chunks:
  sctp_signalling,  // whole messages of a known protocol that is not read here
  sctp_unknown,     // whole messages, of other protocols or encrypted
  sctp_held,        // fragments, kept until the rest of their message comes
  sctp_control,     // nothing new: handshake, acknowledgements, copies
  // Of TCP with a port of signalling:
  tcp_signalling,  // whole messages of a known protocol that is not read here
  tcp_unknown,     // octets in which no message begins: encrypted, or the rest of a lost one
  tcp_held,        // octets, kept until the rest of their message comes
  tcp_control,     // nothing new: handshake, acknowledgements, copies, keep-alives

  unsupported_link,  // the capture's link type is not one that is read
  truncated_link,    // ends inside the link layer, a tag, a label or a tunnel header
  truncated_ip,      // ends inside the IP header or its options
  truncated_udp,     // ends inside the UDP header
  bad_ip,            // impossible version, header length or total length; more than 16 extension
                     // headers
  bad_udp,           // UDP length shorter than its header or longer than the IP payload
  truncated_sctp,    // ends inside the SCTP header or a chunk's
  bad_sctp,          // no chunk, one that does not fit, or one of data without data
  truncated_tcp,     // ends inside the TCP header or its options
  bad_tcp,           // impossible TCP header length
  encrypted,         // ESP, or UDP 4500: the tap is on the wrong side of the security gateway
  tunnel_too_deep,   // more than three tunnels inside one another
  fragment_refused,  // overlapping, cut, impossible, too many or too large; and the rest of a
                     // datagram of which one was so
  gtp_prime,         // GTP' or GTPv0: extinct, counted only
  bad_gtp_header,    // on the GTP-C port, but no GTP-C header: wrong version, impossible length
  truncated_gtp_header,  // ends inside the GTP-C header
  bad_message,  // of another protocol by its port or identifier, but no message of it: wrong or cut
                // before anything could be read
};

inline constexpr std::size_t kPacketOutcomes = 29;

// "signalling", "user plane", ...: for summaries.
std::string_view to_text(PacketOutcome outcome) noexcept;

}  // namespace celltally

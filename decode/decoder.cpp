#include "decode/decoder.hpp"

#include "decode/gtpv1.hpp"
#include "decode/gtpv2.hpp"
#include "decode/gtpv2_message.hpp"
#include "decode/sctp_protocols.hpp"
#include "decode/service_of.hpp"
#include "decode/tcp_protocols.hpp"
#include "decode/udp_ports.hpp"
#include "decode/udp_protocols.hpp"

namespace celltally {
namespace {

constexpr std::size_t index_of(auto enumerator) noexcept {
  return static_cast<std::size_t>(enumerator);
}

// Damaged before its ports could be read, or in spite of them: nobody reads its identifiers, but
// they are there.
bool may_hold_signalling(PacketOutcome outcome) noexcept {
  return outcome >= PacketOutcome::truncated_link && outcome != PacketOutcome::encrypted &&
         outcome <= PacketOutcome::fragment_refused;
}

// Of an SCTP packet that gave no message the transport has wiped what may identify.
bool holds_messages(PacketOutcome outcome) noexcept {
  return outcome == PacketOutcome::sctp_signalling || outcome == PacketOutcome::sctp_unknown;
}

bool has_port(const Datagram& datagram, std::uint16_t port) noexcept {
  return datagram.source_port == port || datagram.destination_port == port;
}

// Versions 1 and 2 share the port; version 0 has no business there, but comes (TS 29.060 11.1.1,
// TS 29.274 5.1).
PacketOutcome decode_gtp_c(const Datagram& datagram, MessageBurst& burst) noexcept {
  if (datagram.payload.empty()) return PacketOutcome::truncated_gtp_header;
  switch (datagram.payload[0] >> 5) {
    case 0: return PacketOutcome::gtp_prime;
    case 1: return decode_gtpv1(datagram, burst);
    case 2: return decode_gtpv2(datagram, burst);
    default: return PacketOutcome::bad_gtp_header;
  }
}

// What the decoder of its protocol does not know of a message.
void stamp(const Packet& packet, SignallingMessage& message) noexcept {
  message.at = packet.at;
  message.frame = packet.frame;
  message.source = packet.source;
}

}  // namespace

PacketOutcome Decoder::decode(const Packet& packet, MessageBurst& burst) noexcept {
  Datagram datagram;
  PacketOutcome outcome = PacketOutcome::user_plane;
  switch (frames_.read_plain(packet, datagram)) {
    case UdpPurpose::user_plane: break;
    case UdpPurpose::signalling: outcome = decode_datagram(packet, datagram, burst); break;
    default: outcome = decode_other(packet, burst);
  }
  ++counters_.packets[index_of(outcome)];
  return outcome;
}

[[gnu::noinline]] PacketOutcome Decoder::decode_other(const Packet& packet,
                                                      MessageBurst& burst) noexcept {
  Datagram datagram;
  sigtran_.begin_packet(packet.at);
  const PacketOutcome outcome = frames_.read_any(packet, datagram);
  if (outcome == PacketOutcome::signalling) return decode_datagram(packet, datagram, burst);
  if (holds_messages(outcome)) return decode_sctp(packet, outcome, burst);
  if (outcome == PacketOutcome::tcp_signalling) return decode_tcp(packet, burst);
  if (may_hold_signalling(outcome)) burst.wipe_later(WireBytes{packet.bytes});
  return outcome;
}

// A packet is signalling when any of its messages could be read; damaged, when one should have
// been; otherwise what it was to the transport.
[[gnu::noinline]] PacketOutcome Decoder::decode_sctp(const Packet& packet, PacketOutcome unread,
                                                     MessageBurst& burst) noexcept {
  const SctpTransport& sctp = frames_.sctp();
  burst.wipe_later(WireBytes{packet.bytes});
  if (sctp.lent()) burst.close();
  const SctpEndpoints& ends = sctp.endpoints();
  const std::size_t first = burst.size();
  bool bad = false;
  for (const SctpMessage& each : sctp.messages()) {
    const Datagram message{.source = ends.source,
                           .destination = ends.destination,
                           .source_port = ends.direction.source_port,
                           .destination_port = ends.direction.destination_port,
                           .payload = each.payload,
                           .cut = each.cut};
    if (decode_sctp_message(each.protocol, message, sigtran_, burst) == false) bad = true;
  }
  if (sigtran_.lent()) burst.close();
  finish(packet, first, burst);
  if (burst.size() != first) return PacketOutcome::signalling;
  return bad ? PacketOutcome::bad_message : unread;
}

// As for SCTP.
[[gnu::noinline]] PacketOutcome Decoder::decode_tcp(const Packet& packet,
                                                    MessageBurst& burst) noexcept {
  const TcpTransport& tcp = frames_.tcp();
  burst.wipe_later(WireBytes{packet.bytes});
  if (tcp.lent()) burst.close();
  const TcpEndpoints& ends = tcp.endpoints();
  const std::size_t first = burst.size();
  bool bad = false;
  for (const TcpMessage& each : tcp.messages()) {
    const Datagram message{.source = ends.source,
                           .destination = ends.destination,
                           .source_port = ends.source_port,
                           .destination_port = ends.destination_port,
                           .payload = each.payload,
                           .cut = each.cut};
    if (decode_tcp_message(each.protocol, message, burst) == false) bad = true;
  }
  finish(packet, first, burst);
  if (burst.size() != first) return PacketOutcome::signalling;
  return bad ? PacketOutcome::bad_message : PacketOutcome::tcp_signalling;
}

// On the port of another protocol than GTP-C.
[[gnu::noinline]] PacketOutcome Decoder::decode_other_datagram(const Packet& packet,
                                                               const Datagram& datagram,
                                                               MessageBurst& burst) noexcept {
  const bool gtp_prime = has_port(datagram, udp_port::kGtpPrime);
  const UdpProtocol protocol = udp_protocol(datagram.source_port, datagram.destination_port);
  if (!gtp_prime && protocol == UdpProtocol::none) return PacketOutcome::other_traffic;
  wipe_later(datagram, burst);
  if (gtp_prime) return PacketOutcome::gtp_prime;
  const std::size_t first = burst.size();
  const auto read = decode_udp_message(protocol, datagram, burst);
  finish(packet, first, burst);
  if (!read) return PacketOutcome::other_traffic;
  return *read ? PacketOutcome::signalling : PacketOutcome::bad_message;
}

// Nearly always a plain datagram with one usual message. Its fields stay in registers as long as
// nobody takes its address: hence always inline, down to the elements, and the copies for others.
[[gnu::always_inline]] inline PacketOutcome Decoder::decode_datagram(const Packet& packet,
                                                                     const Datagram& datagram,
                                                                     MessageBurst& burst) noexcept {
  if (!has_port(datagram, udp_port::kGtpC)) [[unlikely]] {
    const Datagram copy = datagram;
    return decode_other_datagram(packet, copy, burst);
  }
  wipe_later(datagram, burst);
  Gtpv2Header header;
  if (!read_usual_gtpv2_header(ByteCursor{datagram.payload}, header)) [[unlikely]] {
    const Datagram copy = datagram;
    return decode_messages(packet, copy, burst);
  }
  SignallingMessage& message = burst.add();
  stamp(packet, message);
  read_gtpv2_message(datagram, header, message, burst);
  count(message);
  return PacketOutcome::signalling;
}

[[gnu::noinline]] PacketOutcome Decoder::decode_messages(const Packet& packet,
                                                         const Datagram& datagram,
                                                         MessageBurst& burst) noexcept {
  const std::size_t first = burst.size();
  const PacketOutcome outcome = decode_gtp_c(datagram, burst);
  finish(packet, first, burst);
  return outcome;
}

// The packet's messages are in the burst, from number `first` on.
void Decoder::finish(const Packet& packet, std::size_t first, MessageBurst& burst) noexcept {
  for (std::size_t i = first; i < burst.size(); ++i) {
    stamp(packet, burst[i]);
    count(burst[i]);
  }
}

// Also when nothing can be read: the bytes to wipe may be the reassembler's, which uses them again.
void Decoder::wipe_later(const Datagram& datagram, MessageBurst& burst) const noexcept {
  burst.wipe_later(WireBytes{datagram.payload});
  if (frames_.reassembled()) burst.close();
}

void Decoder::count(SignallingMessage& message) noexcept {
  if (machines_.any()) message.machine = stronger(message.machine, machines_.hint_of(message));
  message.service = service_of(message);
  ++counters_.messages[index_of(message.protocol)];
  ++counters_.damages[index_of(message.damage)];
}

}  // namespace celltally

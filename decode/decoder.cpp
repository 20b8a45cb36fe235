#include "decode/decoder.hpp"

#include "decode/gtpv1.hpp"
#include "decode/gtpv2.hpp"
#include "decode/udp_ports.hpp"

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

}  // namespace

PacketOutcome Decoder::decode(const Packet& packet, MessageBurst& burst) noexcept {
  Datagram datagram;
  PacketOutcome outcome = frames_.read(packet, datagram);
  if (outcome == PacketOutcome::signalling) [[likely]] {
    const std::size_t before = burst.messages().size();
    outcome = decode_datagram(datagram, burst);
    complete(packet, burst.messages_from(before));
  } else if (may_hold_signalling(outcome)) {
    burst.wipe_later(WireBytes{packet.bytes});
  }
  ++counters_.packets[index_of(outcome)];
  return outcome;
}

PacketOutcome Decoder::decode_datagram(const Datagram& datagram, MessageBurst& burst) noexcept {
  const bool gtp_c = has_port(datagram, udp_port::kGtpC);
  if (!gtp_c && !has_port(datagram, udp_port::kGtpPrime)) return PacketOutcome::other_traffic;
  burst.wipe_later(WireBytes{datagram.payload});
  // Also when nothing can be read: the bytes to wipe are the reassembler's, which uses them again.
  if (frames_.reassembled()) burst.close();
  return gtp_c ? decode_gtp_c(datagram, burst) : PacketOutcome::gtp_prime;
}

void Decoder::complete(const Packet& packet, std::span<SignallingMessage> messages) noexcept {
  for (SignallingMessage& message : messages) {
    message.at = packet.at;
    message.frame = packet.frame;
    message.source = packet.source;
    ++counters_.messages[index_of(message.protocol)];
    ++counters_.damages[index_of(message.damage)];
  }
}

}  // namespace celltally

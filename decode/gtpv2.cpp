#include "decode/gtpv2.hpp"

#include "decode/gtpv2_elements.hpp"
#include "decode/gtpv2_event.hpp"
#include "decode/gtpv2_header.hpp"
#include "decode/gtpv2_message.hpp"
#include "decode/gtpv2_message_type.hpp"

namespace celltally {
namespace {

// 5.5.1: exactly one more message, which has none behind it. One that cannot be read, or is not
// there, is the first one's damage.
void read_piggybacked(const Datagram& datagram, ByteCursor rest, SignallingMessage& first,
                      MessageBurst& burst) noexcept {
  Gtpv2Header header;
  const PacketOutcome outcome = read_gtpv2_header(rest, header);
  if (outcome == PacketOutcome::signalling && !header.piggyback) {
    return read_gtpv2_message(datagram, header, burst.add(), burst);
  }
  first.note(MessageDamage::truncated);
}

}  // namespace

void read_gtpv2_body(std::span<const std::uint8_t> elements, bool cut, SignallingMessage& message,
                     MessageBurst& burst) noexcept {
  Gtpv2Facts facts;
  read_gtpv2_elements(elements, cut, message, burst, facts);
  conclude_gtpv2_event(facts, message);
}

PacketOutcome decode_gtpv2(const Datagram& datagram, MessageBurst& burst) noexcept {
  ByteCursor bytes{datagram.payload};
  Gtpv2Header header;
  const PacketOutcome outcome = read_gtpv2_header(bytes, header);
  if (outcome != PacketOutcome::signalling) return outcome;
  SignallingMessage& message = burst.add();
  read_gtpv2_message(datagram, header, message, burst);
  if (header.piggyback) read_piggybacked(datagram, bytes, message, burst);
  return PacketOutcome::signalling;
}

std::string_view gtpv2_message_name(std::uint8_t type) noexcept {
  return gtpv2_message_type(type).name;
}

}  // namespace celltally

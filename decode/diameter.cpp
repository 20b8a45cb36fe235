#include "decode/diameter.hpp"

#include "decode/diameter_command.hpp"
#include "decode/diameter_event.hpp"
#include "decode/diameter_facts.hpp"
#include "decode/diameter_header.hpp"
#include "decode/diameter_reading.hpp"

namespace celltally {

bool decode_diameter(const Datagram& pdu, MessageBurst& burst) noexcept {
  DiameterHeader header;
  if (!read_diameter_header(pdu.payload, header)) return false;
  const DiameterCommand command = diameter_command(header.application, header.command);
  const unsigned number = static_cast<unsigned>(command.name) * 2 + (header.request ? 0 : 1);

  SignallingMessage& message = burst.add();
  message.protocol = Protocol::diameter;
  message.type = static_cast<std::uint8_t>(number);

  DiameterFacts facts;
  facts.complete = !header.truncated;
  if (command.use != DiameterCommand::Use::nothing) {
    read_diameter_avps(header.avps, message, facts);
  }
  if (header.truncated) message.note(MessageDamage::truncated);
  // An agent passes both on as they are, and a retransmission has them too (RFC 6733 3).
  facts.origin.add(header.end_to_end);
  message.session.sequence = facts.origin.value();
  conclude_diameter_event(command, header.request, facts, message, burst);
  return true;
}

}  // namespace celltally

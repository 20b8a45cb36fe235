#include "decode/radius.hpp"

#include "decode/radius_event.hpp"
#include "decode/radius_facts.hpp"
#include "decode/radius_header.hpp"
#include "decode/radius_reading.hpp"
#include "decode/sequence_fold.hpp"

namespace celltally {
namespace {

// What is accounted once is told once, also where Acct-Delay-Time changes the authenticator or a
// proxy sends on what it got (RFC 2866 5.2).
std::uint32_t sequence_of(const RadiusHeader& header, const RadiusFacts& facts) noexcept {
  SequenceFold fold;
  if (header.code == kRadiusAccountingRequest && !facts.session_id.empty()) {
    fold.add(facts.nas_address);
    fold.add(facts.nas_identifier);
    fold.add(facts.session_id);
    fold.add(facts.status_type);
    fold.add(facts.event_time != 0 ? facts.event_time : facts.session_time_s);
  } else {
    fold.add(header.authenticator);
    fold.add(header.identifier);
  }
  return fold.value();
}

}  // namespace

bool decode_radius(const Datagram& pdu, MessageBurst& burst) noexcept {
  RadiusHeader header;
  if (!read_radius_header(pdu.payload, header)) return false;
  SignallingMessage& message = burst.add();
  message.protocol = Protocol::radius;
  message.type = header.code;

  RadiusFacts facts;
  read_radius_attributes(header.attributes, message, facts);
  if (header.truncated) message.note(MessageDamage::truncated);
  message.session.sequence = sequence_of(header, facts);
  conclude_radius_event(pdu, facts, message, burst);
  return true;
}

std::string_view radius_message_name(std::uint8_t code) noexcept {
  switch (code) {
    case 1: return "Access-Request";
    case 2: return "Access-Accept";
    case 3: return "Access-Reject";
    case 4: return "Accounting-Request";
    case 5: return "Accounting-Response";
    case 6: return "Accounting-Status";
    case 7: return "Password-Request";
    case 8: return "Password-Ack";
    case 9: return "Password-Reject";
    case 10: return "Accounting-Message";
    case 11: return "Access-Challenge";
    case 12: return "Status-Server";
    case 13: return "Status-Client";
    case 21: return "Resource-Free-Request";
    case 22: return "Resource-Free-Response";
    case 23: return "Resource-Query-Request";
    case 24: return "Resource-Query-Response";
    case 25: return "Alternate-Resource-Reclaim-Request";
    case 26: return "NAS-Reboot-Request";
    case 27: return "NAS-Reboot-Response";
    case 29: return "Next-Passcode";
    case 30: return "New-Pin";
    case 31: return "Terminate-Session";
    case 32: return "Password-Expired";
    case 33: return "Event-Request";
    case 34: return "Event-Response";
    case 40: return "Disconnect-Request";
    case 41: return "Disconnect-ACK";
    case 42: return "Disconnect-NAK";
    case 43: return "CoA-Request";
    case 44: return "CoA-ACK";
    case 45: return "CoA-NAK";
    case 50: return "IP-Address-Allocate";
    case 51: return "IP-Address-Release";
    default: return {};
  }
}

}  // namespace celltally

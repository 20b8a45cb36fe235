#include "decode/nas_eps.hpp"

#include "decode/gsm_area.hpp"
#include "decode/mobile_identity.hpp"
#include "decode/nas_eps_ciphered.hpp"
#include "decode/nas_eps_element.hpp"
#include "decode/nas_eps_identity.hpp"
#include "decode/nas_esm.hpp"
#include "decode/tmsi_in_area.hpp"

namespace celltally {
namespace {

using Bytes = std::span<const std::uint8_t>;

Bytes read_guti(Bytes value, SignallingMessage& message) noexcept {
  const EpsGuti guti = read_eps_guti(value);
  if (guti.damaged) message.note(MessageDamage::bad_identity);
  return guti.octets;
}

// EPS mobile identity (9.9.3.12) of the device that speaks.
void read_eps_identity(Bytes value, NasEps& said, SignallingMessage& message) noexcept {
  switch (eps_identity(value)) {
    case EpsIdentity::imsi: return take_mobile_imsi(value, message);
    case EpsIdentity::imei: return take_mobile_imei(value, message);
    case EpsIdentity::guti: said.guti = read_guti(value, message); return;
    case EpsIdentity::none: message.note(MessageDamage::bad_identity);
  }
}

// A mobile identity in the numbering of TS 24.008 10.5.1.4. "No identity" and TMSI say nothing.
void read_mobile_identity(Bytes value, SignallingMessage& message) noexcept {
  if (value.empty()) return message.note(MessageDamage::bad_identity);
  switch (value[0] & 7) {
    case 1: return take_mobile_imsi(value, message);
    case 2:
    case 3: return take_mobile_imei(value, message);
    default: return;
  }
}

// A TMSI that is given; anything else that the element may hold is known.
Bytes given_tmsi(Bytes value) noexcept {
  constexpr std::uint8_t kTmsi = 0xf4;
  ByteCursor octets{value};
  const bool is_tmsi = value.size() == 5 && octets.u8() == kTmsi;
  return is_tmsi && !is_nobodys_tmsi(octets.u32()) ? value.subspan(1) : Bytes{};
}

// Optional elements of a message in which the network gives identities (8.2.1, 8.2.26).
void read_given(ByteCursor body, NasEps& said, SignallingMessage& message) noexcept {
  NasEpsElement element;
  while (next_nas_eps_element(body, element)) {
    switch (element.id) {
      case kNasEpsGuti: said.guti = read_guti(element.value, message); break;
      case kNasEpsLai: {
        ByteCursor area{element.value};
        said.tmsi_area = read_location_area(area);
        break;
      }
      case kNasEpsMobileIdentity: said.tmsi = given_tmsi(element.value); break;
      default: break;
    }
  }
  if (!body.ok()) message.note(MessageDamage::truncated);
}

// Optional elements of a request in which the device says what else it was called.
void read_additional_guti(ByteCursor body, NasEps& said, SignallingMessage& message) noexcept {
  NasEpsElement element;
  while (next_nas_eps_element(body, element)) {
    if (element.id == kNasEpsGuti) said.additional_guti = read_guti(element.value, message);
  }
  if (!body.ok()) message.note(MessageDamage::truncated);
}

// Of the session management message inside: the first that is told.
void take_apn(ByteCursor esm, SignallingMessage& message) noexcept {
  if (message.apn.empty()) message.apn = apn_of_nas_esm(esm);
}

// 8.2.4. An equipment identity stands there only in an emergency, of a device without a SIM.
void read_attach_request(ByteCursor body, NasEps& said, SignallingMessage& message) noexcept {
  said.kind = EventKind::attach;
  body.skip(1);
  read_eps_identity(nas_eps_value(body), said, message);
  message.unauthenticated = message.has_imei;
  nas_eps_value(body);  // UE network capability
  take_apn(ByteCursor{nas_eps_long_value(body)}, message);
  read_additional_guti(body, said, message);
}

// 8.2.1.
void read_attach_accept(ByteCursor body, NasEps& said, SignallingMessage& message) noexcept {
  body.skip(2);         // result, T3412
  nas_eps_value(body);  // TAI list
  take_apn(ByteCursor{nas_eps_long_value(body)}, message);
  read_given(body, said, message);
}

// 8.2.29. An update type that is not known is a move, and so tells no more than it must.
void read_tau_request(ByteCursor body, NasEps& said, SignallingMessage& message) noexcept {
  constexpr int kPeriodic = 3;
  const int type = body.u8() & 7;
  said.kind = type == kPeriodic ? EventKind::periodic_update : EventKind::area_update;
  read_eps_identity(nas_eps_value(body), said, message);
  read_additional_guti(body, said, message);
}

// 8.2.11.1. Leaving the circuit-switched domain alone is no departure.
void read_detach_of_device(ByteCursor body, NasEps& said, SignallingMessage& message) noexcept {
  constexpr int kImsiDetach = 2;
  const int type = body.u8() & 7;
  if (body.ok() && type != kImsiDetach) said.kind = EventKind::detach;
  read_eps_identity(nas_eps_value(body), said, message);
}

// 8.2.11.2. Who is to attach again is not gone.
void read_detach_of_network(ByteCursor body, NasEps& said, SignallingMessage& message) noexcept {
  constexpr int kReattachNotRequired = 2;
  if ((body.u8() & 7) == kReattachNotRequired) said.kind = EventKind::detach;
  NasEpsElement element;
  while (next_nas_eps_element(body, element)) {
    if (element.id == kNasEpsCause) message.cause = {Cause::Domain::emm, element.value[0]};
  }
}

// 8.2.15: 0 to 2 ask for a call in 2G or 3G, or answer to one; others are for packets (9.9.3.27).
EventKind extended_service(ByteCursor body) noexcept {
  return (body.u8() & 15) <= 2 && body.ok() ? EventKind::call : EventKind::service_request;
}

void read_security_mode_complete(ByteCursor body, SignallingMessage& message) noexcept {
  NasEpsElement element;
  while (next_nas_eps_element(body, element)) {
    if (element.id == kNasEpsMobileIdentity) read_mobile_identity(element.value, message);
  }
}

void read_cause(ByteCursor body, SignallingMessage& message) noexcept {
  if (!body.empty()) message.cause = {Cause::Domain::emm, body.u8()};
}

void read_of_device(ByteCursor body, NasEps& said, SignallingMessage& message) noexcept {
  switch (said.type) {
    case EmmMessage::attach_request: return read_attach_request(body, said, message);
    case EmmMessage::detach_request: return read_detach_of_device(body, said, message);
    case EmmMessage::detach_accept: said.departing = true; return;
    case EmmMessage::tau_request: return read_tau_request(body, said, message);
    case EmmMessage::extended_service_request: said.kind = extended_service(body); return;
    case EmmMessage::control_plane_service_request:
      said.kind = EventKind::service_request;
      message.machine = MachineHint::network;  // of the Internet of Things (TS 23.401 5.3.4B)
      return;
    case EmmMessage::identity_response: return read_mobile_identity(nas_eps_value(body), message);
    case EmmMessage::security_mode_complete: return read_security_mode_complete(body, message);
    case EmmMessage::uplink_nas_transport: said.kind = EventKind::text; return;
    case EmmMessage::authentication_failure:
    case EmmMessage::security_mode_reject:
    case EmmMessage::emm_status: return read_cause(body, message);
    default: return;
  }
}

void read_of_network(ByteCursor body, NasEps& said, SignallingMessage& message) noexcept {
  switch (said.type) {
    case EmmMessage::attach_accept: return read_attach_accept(body, said, message);
    case EmmMessage::tau_accept: body.skip(1); return read_given(body, said, message);
    case EmmMessage::guti_reallocation_command:
      said.guti = read_guti(nas_eps_value(body), message);
      return;
    case EmmMessage::detach_request: return read_detach_of_network(body, said, message);
    case EmmMessage::downlink_nas_transport: said.kind = EventKind::text; return;
    case EmmMessage::attach_reject:
    case EmmMessage::tau_reject:
    case EmmMessage::service_reject:
    case EmmMessage::emm_status: return read_cause(body, message);
    default: return;
  }
}

constexpr std::uint8_t kEmm = 7;            // protocol discriminator
constexpr std::size_t kSecurityHeader = 6;  // with authentication code and sequence number

// The message inside its security header (9.1, 9.3.1); empty where it cannot be read.
ByteCursor plain_message(ByteCursor nas, bool of_device) noexcept {
  const std::uint8_t first = nas.empty() ? std::uint8_t{0} : nas.rest()[0];
  switch (first >> 4) {
    case 0: return nas;
    case 1:  // integrity protected
    case 3:  // with a new security context
    case 5:  // partially ciphered: what is read of it is not
      nas.skip(kSecurityHeader);
      return nas;
    case 2:  // ciphered
    case 4:
      nas.skip(kSecurityHeader);
      return looks_like_plain_nas_eps(nas.rest(), of_device) ? nas : ByteCursor{};
    default: return {};
  }
}

}  // namespace

NasEps read_nas_eps(ByteCursor nas, bool of_device, SignallingMessage& message) noexcept {
  constexpr std::uint8_t kServiceRequest = 0xc0;  // 12, and 13 to 15 like it (table 9.3.1)
  NasEps said;
  if (nas.empty() || (nas.rest()[0] & 15) != kEmm) return said;
  if (nas.rest()[0] >= kServiceRequest) {
    if (of_device) said.kind = EventKind::service_request;
    return said;
  }
  ByteCursor behind = nas;
  behind.skip(kSecurityHeader);
  take_apn(behind, message);
  ByteCursor body = plain_message(nas, of_device);
  if (!body.has(2) || body.u8() != kEmm) return said;
  said.type = static_cast<EmmMessage>(body.u8());
  if (of_device) {
    read_of_device(body, said, message);
  } else {
    read_of_network(body, said, message);
  }
  return said;
}

}  // namespace celltally

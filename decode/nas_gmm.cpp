#include "decode/gsm_area.hpp"
#include "decode/nas_mm.hpp"
#include "decode/tmsi_in_area.hpp"

namespace celltally {
namespace {

using Bytes = std::span<const std::uint8_t>;
using Kind = TemporaryId::Kind;
using Role = TemporaryId::Role;

// Elements without a length, in the messages read here (TS 24.008 9.4).
std::uint8_t fixed_length(std::uint8_t identifier) noexcept {
  switch (identifier) {
    case 0x17: return 1;  // ready timer
    case 0x19: return 3;  // P-TMSI signature
    case 0x22: return 4;  // authentication response
    case 0x25: return 1;  // cause
    case 0x27: return 2;  // DRX parameter
    default: return 0;
  }
}

// In a Detach Request the signature has a length (9.4.5.2), and only the network's has a cause.
std::uint8_t fixed_length_in_detach(std::uint8_t identifier) noexcept {
  return identifier == 0x25 ? 1 : 0;
}

TmsiUse p_tmsi_of(Place area, Role role) noexcept {
  return {.kind = Kind::p_tmsi, .area = area, .role = role};
}

// 9.4.1. The P-TMSI is one of the area where the device was.
void read_attach_request(ByteCursor body, const NasReading& reading) noexcept {
  constexpr std::uint8_t kType = 0x07;
  constexpr std::uint8_t kEmergency = 4;
  reading.message.kind = EventKind::attach;
  take_nas_value(body, reading);  // network capability
  const bool emergency = (body.u8() & kType) == kEmergency;
  body.skip(2);  // DRX parameter
  const Bytes identity = take_nas_value(body, reading);
  const Place earlier = read_routing_area(body);
  if (!body.ok()) reading.note(MessageDamage::truncated);
  const bool nameless = read_nas_identity(identity, p_tmsi_of(earlier, Role::names), reading);
  reading.message.unauthenticated = emergency && nameless;
}

// 9.4.14. On Iu the P-TMSI is there; on Gb the TLLI that carries it stands for it.
void read_area_update_request(ByteCursor body, const NasReading& reading) noexcept {
  constexpr std::uint8_t kType = 0x07;
  constexpr std::uint8_t kPeriodic = 3;
  constexpr std::uint8_t kPTmsi = 0x18;
  const bool periodic = (body.u8() & kType) == kPeriodic;
  reading.message.kind = periodic ? EventKind::periodic_update : EventKind::area_update;
  const Place earlier = read_routing_area(body);
  reading.burst.add_temporary(tmsi_in_area(Kind::p_tmsi, earlier, reading.earlier_p_tmsi));
  take_nas_value(body, reading);  // radio access capability
  const Bytes p_tmsi = find_nas_element(body, kPTmsi, fixed_length, reading);
  read_nas_identity(p_tmsi, p_tmsi_of(earlier, Role::names), reading);
}

// What the network gives, behind the area: 9.4.2, 9.4.15.
void read_given(ByteCursor body, Place area, const NasReading& reading) noexcept {
  constexpr std::uint8_t kPTmsi = 0x18;
  constexpr std::uint8_t kMobileIdentity = 0x23;
  constexpr std::uint8_t kCause = 0x25;
  const TmsiUse tmsi{.kind = Kind::tmsi, .area = location_area_of(area), .role = Role::given};
  const Bytes p_tmsi = find_nas_element(body, kPTmsi, fixed_length, reading);
  const Bytes identity = find_nas_element(body, kMobileIdentity, fixed_length, reading);
  const Bytes cause = find_nas_element(body, kCause, fixed_length, reading);
  read_nas_identity(p_tmsi, p_tmsi_of(area, Role::given), reading);
  read_nas_identity(identity, tmsi, reading);
  if (!cause.empty()) reading.message.cause = {Cause::Domain::gmm, cause[0]};
}

void read_accept(std::size_t octets_before_area, ByteCursor body,
                 const NasReading& reading) noexcept {
  body.skip(octets_before_area);
  const Place area = read_routing_area(body);
  if (!body.ok()) return reading.note(MessageDamage::truncated);
  read_given(body, area, reading);
}

// 9.4.5: both directions have this type. A device that is to come back at once leaves nothing.
void read_detach_request(ByteCursor body, const NasReading& reading) noexcept {
  constexpr std::uint8_t kType = 0x07;
  constexpr std::uint8_t kImsiDetach = 2;  // from the device: of calls alone
  constexpr std::uint8_t kPTmsi = 0x18;
  const std::uint8_t type = body.u8() & kType;
  if (!body.ok()) return reading.note(MessageDamage::truncated);
  if (reading.uplink && type != kImsiDetach) reading.message.kind = EventKind::detach;
  const Bytes p_tmsi = find_nas_element(body, kPTmsi, fixed_length_in_detach, reading);
  read_nas_identity(p_tmsi, p_tmsi_of(reading.routing_area, Role::names), reading);
}

// 9.4.20. The device is registered in the area that it is in.
void read_service_request(ByteCursor body, const NasReading& reading) noexcept {
  reading.message.kind = EventKind::service_request;
  body.skip(1);
  const Bytes identity = take_nas_value(body, reading);
  read_nas_identity(identity, p_tmsi_of(reading.routing_area, Role::names), reading);
}

// 9.4.7.
void read_p_tmsi_reallocation(ByteCursor body, const NasReading& reading) noexcept {
  const Bytes identity = take_nas_value(body, reading);
  const Place area = read_routing_area(body);
  if (!body.ok()) return reading.note(MessageDamage::truncated);
  read_nas_identity(identity, p_tmsi_of(area, Role::given), reading);
}

// 9.4.10.
void read_authentication_response(ByteCursor body, const NasReading& reading) noexcept {
  constexpr std::uint8_t kImeisv = 0x23;
  body.skip(1);
  read_nas_identity(find_nas_element(body, kImeisv, fixed_length, reading), {}, reading);
}

void read_cause(ByteCursor body, const NasReading& reading) noexcept {
  const std::uint8_t cause = body.u8();
  if (!body.ok()) return reading.note(MessageDamage::truncated);
  reading.message.cause = {Cause::Domain::gmm, cause};
}

}  // namespace

// TS 24.008 table 10.4.
void read_gmm(std::uint8_t type, ByteCursor body, const NasReading& reading) noexcept {
  constexpr std::size_t kBeforeAreaInAttach = 3;  // result, timer, radio priority
  constexpr std::size_t kBeforeAreaInUpdate = 2;  // result, timer
  switch (type) {
    case 0x01: return read_attach_request(body, reading);
    case 0x02: return read_accept(kBeforeAreaInAttach, body, reading);
    case 0x04:  // Attach Reject
    case 0x0b:  // Routing Area Update Reject
    case 0x0e:  // Service Reject
    case 0x1c:  // Authentication and Ciphering Failure
    case 0x20:  // GMM Status
      return read_cause(body, reading);
    case 0x05: return read_detach_request(body, reading);
    case 0x08: return read_area_update_request(body, reading);
    case 0x09: return read_accept(kBeforeAreaInUpdate, body, reading);
    case 0x0c: return read_service_request(body, reading);
    case 0x10: return read_p_tmsi_reallocation(body, reading);
    case 0x13: return read_authentication_response(body, reading);
    case 0x16:  // Identity Response
      read_nas_identity(take_nas_value(body, reading), p_tmsi_of(reading.routing_area, Role::names),
                        reading);
      return;
    default: return;
  }
}

}  // namespace celltally

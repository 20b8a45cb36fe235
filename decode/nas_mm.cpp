#include "decode/nas_mm.hpp"

#include "decode/gsm_area.hpp"

namespace celltally {
namespace {

using Bytes = std::span<const std::uint8_t>;
using Kind = TemporaryId::Kind;
using Role = TemporaryId::Role;

// Protocol discriminators (TS 24.007 11.2.3.1.1); above them the skip indicator, 0.
constexpr std::uint8_t kMobilityManagement = 0x05;
constexpr std::uint8_t kRadioResources = 0x06;
constexpr std::uint8_t kGprsMobilityManagement = 0x08;

// No optional element of MM is without a length but the LAI of CM Re-establishment Request.
std::uint8_t mm_fixed_length(std::uint8_t identifier) noexcept {
  constexpr std::uint8_t kLocationArea = 0x13;
  return identifier == kLocationArea ? 5 : 0;
}

std::uint8_t no_fixed_length(std::uint8_t /*identifier*/) noexcept {
  return 0;
}

TmsiUse current_tmsi(const NasReading& reading) noexcept {
  return {.kind = Kind::tmsi, .area = reading.location_area, .role = Role::names};
}

// 9.2.15. The TMSI is one of the area where the device was.
void read_location_updating_request(ByteCursor body, const NasReading& reading) noexcept {
  constexpr std::uint8_t kType = 0x03;
  switch (body.u8() & kType) {
    case 0: reading.message.kind = EventKind::area_update; break;
    case 1: reading.message.kind = EventKind::periodic_update; break;
    case 2: reading.message.kind = EventKind::attach; break;
    default: break;
  }
  const Place earlier = read_location_area(body);
  body.skip(1);  // classmark
  const Bytes identity = take_nas_value(body, reading);
  read_nas_identity(identity, {.kind = Kind::tmsi, .area = earlier, .role = Role::names}, reading);
}

// 9.2.13: a TMSI behind the area is new; an IMSI says that the device has none now.
void read_location_updating_accept(ByteCursor body, const NasReading& reading) noexcept {
  constexpr std::uint8_t kMobileIdentity = 0x17;
  const Place area = read_location_area(body);
  if (!body.ok()) return reading.note(MessageDamage::truncated);
  const Bytes identity = find_nas_element(body, kMobileIdentity, no_fixed_length, reading);
  read_nas_identity(identity, {.kind = Kind::tmsi, .area = area, .role = Role::given}, reading);
}

// 9.2.17.
void read_tmsi_reallocation(ByteCursor body, const NasReading& reading) noexcept {
  const Place area = read_location_area(body);
  const Bytes identity = take_nas_value(body, reading);
  read_nas_identity(identity, {.kind = Kind::tmsi, .area = area, .role = Role::given}, reading);
}

// 9.2.9. Who gives an IMEI may only make an emergency call.
void read_cm_service_request(ByteCursor body, const NasReading& reading) noexcept {
  SignallingMessage& message = reading.message;
  switch (body.u8() & 0x0f) {  // 10.5.3.3
    case 1:
    case 2: message.kind = EventKind::call; break;
    case 4: message.kind = EventKind::text; break;
    default: message.kind = EventKind::service_request; break;
  }
  take_nas_value(body, reading);  // classmark
  const Bytes identity = take_nas_value(body, reading);
  message.unauthenticated = read_nas_identity(identity, current_tmsi(reading), reading);
}

// 9.2.4. The area is there when the TMSI is not of the current one.
void read_cm_reestablishment_request(ByteCursor body, const NasReading& reading) noexcept {
  constexpr std::uint8_t kLocationArea = 0x13;
  reading.message.kind = EventKind::service_request;
  body.skip(1);
  take_nas_value(body, reading);
  const Bytes identity = take_nas_value(body, reading);
  TmsiUse tmsi = current_tmsi(reading);
  ByteCursor area{find_nas_element(body, kLocationArea, mm_fixed_length, reading)};
  if (!area.empty()) tmsi.area = read_location_area(area);
  read_nas_identity(identity, tmsi, reading);
}

// 9.2.12.
void read_imsi_detach(ByteCursor body, const NasReading& reading) noexcept {
  reading.message.kind = EventKind::detach;
  body.skip(1);  // classmark
  read_nas_identity(take_nas_value(body, reading), current_tmsi(reading), reading);
}

void read_cause(ByteCursor body, const NasReading& reading) noexcept {
  const std::uint8_t cause = body.u8();
  if (!body.ok()) return reading.note(MessageDamage::truncated);
  reading.message.cause = {Cause::Domain::mm, cause};
}

// TS 24.008 table 9.2.1.
void read_mm(std::uint8_t type, ByteCursor body, const NasReading& reading) noexcept {
  switch (type) {
    case 0x01: return read_imsi_detach(body, reading);
    case 0x02: return read_location_updating_accept(body, reading);
    case 0x04:  // Location Updating Reject
    case 0x1c:  // Authentication Failure
    case 0x22:  // CM Service Reject
    case 0x29:  // Abort
    case 0x31:  // MM Status
      return read_cause(body, reading);
    case 0x08: return read_location_updating_request(body, reading);
    case 0x19:  // Identity Response
      read_nas_identity(take_nas_value(body, reading), current_tmsi(reading), reading);
      return;
    case 0x1a: return read_tmsi_reallocation(body, reading);
    case 0x24: return read_cm_service_request(body, reading);
    case 0x28: return read_cm_reestablishment_request(body, reading);
    default: return;
  }
}

// TS 44.018 9.1.25 and 9.1.10.
void read_rr(std::uint8_t type, ByteCursor body, const NasReading& reading) noexcept {
  constexpr std::uint8_t kPagingResponse = 0x27;
  constexpr std::uint8_t kCipheringModeComplete = 0x32;
  constexpr std::uint8_t kMobileEquipmentIdentity = 0x17;
  if (type == kPagingResponse) {
    reading.message.kind = EventKind::service_request;
    body.skip(1);  // ciphering key
    take_nas_value(body, reading);
    read_nas_identity(take_nas_value(body, reading), current_tmsi(reading), reading);
  } else if (type == kCipheringModeComplete) {
    const Bytes identity =
        find_nas_element(body, kMobileEquipmentIdentity, no_fixed_length, reading);
    read_nas_identity(identity, {}, reading);
  }
}

}  // namespace

void read_nas(std::span<const std::uint8_t> nas, const NasReading& reading) noexcept {
  constexpr std::uint8_t kSequence = 0x3f;  // above the type of MM there is a number of two bits
  ByteCursor body{nas};
  const std::uint8_t discriminator = body.u8();
  const std::uint8_t type = body.u8();
  if (!body.ok()) return reading.note(MessageDamage::truncated);
  switch (discriminator) {
    case kMobilityManagement: return read_mm(type & kSequence, body, reading);
    case kRadioResources: return read_rr(type, body, reading);
    case kGprsMobilityManagement: return read_gmm(type, body, reading);
    default: return;
  }
}

}  // namespace celltally

#include "decode/nas_5gs.hpp"

#include <array>
#include <cstddef>

#include "decode/nas_5gs_identity.hpp"
#include "decode/nas_5gs_options.hpp"
#include "decode/slice_type.hpp"

namespace celltally {
namespace {

using Type = Nas5gsIdentity::Type;

// Message types (TS 24.501 9.7) of which something is read.
constexpr std::uint8_t kRegistrationRequest = 0x41;
constexpr std::uint8_t kRegistrationAccept = 0x42;
constexpr std::uint8_t kRegistrationReject = 0x44;
constexpr std::uint8_t kDeregistrationFromDevice = 0x45;
constexpr std::uint8_t kDeregistrationFromNetwork = 0x47;
constexpr std::uint8_t kServiceRequest = 0x4c;
constexpr std::uint8_t kServiceReject = 0x4d;
constexpr std::uint8_t kControlPlaneServiceRequest = 0x4f;
constexpr std::uint8_t kConfigurationUpdateCommand = 0x54;
constexpr std::uint8_t kAuthenticationFailure = 0x59;
constexpr std::uint8_t kIdentityResponse = 0x5c;
constexpr std::uint8_t kSecurityModeComplete = 0x5e;
constexpr std::uint8_t kSecurityModeReject = 0x5f;
constexpr std::uint8_t kStatus = 0x64;
constexpr std::uint8_t kUplinkTransport = 0x67;
constexpr std::uint8_t kDownlinkTransport = 0x68;

// Identifiers of optional elements (8.2).
constexpr std::uint8_t kSliceOption = 0x22;
constexpr std::uint8_t kDnnOption = 0x25;
constexpr std::uint8_t kCauseOption = 0x58;
constexpr std::uint8_t kContainerOption = 0x71;
constexpr std::uint8_t kIdentityOption = 0x77;

// Of de-registration and of access (9.11.3.20).
constexpr std::uint8_t k3gppAccess = 0x01;
constexpr std::uint8_t kComeBack = 0x04;

// The first thing wrong is the one told.
void note(MessageDamage damage, Nas5gs& message) noexcept {
  if (message.damage == MessageDamage::none) message.damage = damage;
}

// A value behind two octets of length.
ByteCursor read_long_value(ByteCursor& body) noexcept {
  return body.sub(body.u16());
}

// The functions below read what stands behind the message type, and say whether it is exactly what
// such a message consists of.

bool put_identity(ByteCursor value, Nas5gs& message) noexcept {
  const Nas5gsIdentity identity = read_nas_5gs_identity(value);
  if (!identity.well_formed) note(MessageDamage::bad_identity, message);
  switch (identity.type) {
    case Type::suci:
      message.imsi = identity.imsi;
      message.home = identity.home;
      break;
    case Type::imei:
    case Type::imeisv: message.tac = identity.tac; break;
    case Type::guti: message.guti = identity.temporary; break;
    case Type::s_tmsi: message.s_tmsi = identity.temporary; break;
    default: break;
  }
  return identity.well_formed;
}

bool read_identity(ByteCursor& body, Nas5gs& message) noexcept {
  const ByteCursor value = read_long_value(body);
  if (!body.ok()) {
    note(MessageDamage::truncated, message);
    return false;
  }
  return put_identity(value, message);
}

// What is read of the optional elements of any message.
struct Options {
  ByteCursor identity;   // 77
  ByteCursor cause;      // 58
  ByteCursor container;  // 71
  ByteCursor slice;      // 22
  ByteCursor dnn;        // 25
  bool whole = false;
};

Options read_options(ByteCursor body, Nas5gs& message) noexcept {
  Options found;
  Nas5gsOptions options{body};
  std::uint8_t iei = 0;
  for (ByteCursor value; options.next(iei, value);) {
    if (iei == kIdentityOption && found.identity.empty()) found.identity = value;
    if (iei == kCauseOption && found.cause.empty()) found.cause = value;
    if (iei == kContainerOption && found.container.empty()) found.container = value;
    if (iei == kSliceOption && found.slice.empty()) found.slice = value;
    if (iei == kDnnOption && found.dnn.empty()) found.dnn = value;
  }
  found.whole = !options.broken();
  if (!found.whole) note(MessageDamage::truncated, message);
  return found;
}

// A 5G-GUTI among the optional elements, where nothing else may stand.
bool read_optional_guti(ByteCursor value, ByteCursor& guti, Nas5gs& message) noexcept {
  if (value.empty()) return true;
  const Nas5gsIdentity identity = read_nas_5gs_identity(value);
  const bool good = identity.type == Type::guti && identity.well_formed;
  if (identity.type == Type::guti) guti = identity.temporary;
  if (!good) note(MessageDamage::bad_identity, message);
  return good;
}

EventKind kind_of_registration(std::uint8_t type) noexcept {
  switch (type) {
    case 2:                                 // mobility
    case 6: return EventKind::area_update;  // the same where the own network has failed
    case 3: return EventKind::periodic_update;
    default: return EventKind::attach;  // initial, emergency, onboarding; all others are taken so
  }
}

bool read_registration_request(ByteCursor body, Nas5gs& message) noexcept {
  message.kind = kind_of_registration(body.u8() & 7);
  const bool identity = read_identity(body, message);
  message.unauthenticated = message.tac.known();
  const Options options = read_options(body, message);
  const bool guti = read_optional_guti(options.identity, message.additional_guti, message);
  return identity && options.whole && guti;
}

bool read_deregistration_from_device(ByteCursor body, Nas5gs& message) noexcept {
  if ((body.u8() & k3gppAccess) != 0) {
    message.kind = EventKind::detach;
    message.leaves = true;
  }
  const bool identity = read_identity(body, message);
  message.guti_is_own = true;
  return identity && read_options(body, message).whole;
}

bool read_service_request(ByteCursor body, Nas5gs& message) noexcept {
  message.kind = EventKind::service_request;
  body.skip(1);  // service type, key set
  const bool identity = read_identity(body, message) && !message.s_tmsi.empty();
  return identity && read_options(body, message).whole;
}

// The device is named outside of NAS.
bool read_control_plane_service_request(Nas5gs& message) noexcept {
  message.kind = EventKind::service_request;
  message.machine = true;
  return false;
}

bool read_security_mode_complete(ByteCursor body, Nas5gs& message) noexcept {
  const Options options = read_options(body, message);
  const bool identity = options.identity.empty() || put_identity(options.identity, message);
  const bool any = !options.identity.empty() || !options.container.empty();
  return identity && any && options.whole;
}

// 8.2.10, 8.2.11: a payload container and what is in it.
bool read_transport(ByteCursor body, NasDirection5gs direction, Nas5gs& message) noexcept {
  constexpr std::uint8_t kShortMessage = 2;
  const std::uint8_t container = body.u8();
  read_long_value(body);
  if (!body.ok()) note(MessageDamage::truncated, message);
  const bool known = body.ok() && container >= 1 && container <= 15;
  if (direction == NasDirection5gs::uplink && (container & 15) == kShortMessage) {
    message.kind = EventKind::text;
  }
  Options options = read_options(body, message);
  if (!options.cause.empty()) message.cause = {Cause::Domain::fivegmm, options.cause.u8()};
  message.machine = is_slice_of_machines(options.slice.u8());
  message.dnn = options.dnn.rest();
  return known && options.whole;
}

// TS 24.501 table 9.11.3.2.1.
bool is_known_cause(std::uint8_t cause) noexcept {
  constexpr std::array<std::uint8_t, 49> kKnown{3,  5,  6,  7,  9,  10, 11, 12, 13,  15, 20, 21, 22,
                                                23, 24, 26, 27, 28, 31, 36, 43, 44,  50, 62, 65, 67,
                                                69, 71, 72, 73, 74, 75, 76, 77, 78,  79, 80, 81, 82,
                                                90, 91, 92, 95, 96, 97, 98, 99, 100, 111};
  for (const std::uint8_t known : kKnown) {
    if (known == cause) return true;
  }
  return false;
}

bool read_cause(ByteCursor body, Nas5gs& message) noexcept {
  const std::uint8_t cause = body.u8();
  if (!body.ok()) {
    note(MessageDamage::truncated, message);
    return false;
  }
  message.cause = {Cause::Domain::fivegmm, cause};
  return is_known_cause(cause) && read_options(body, message).whole;
}

bool read_deregistration_from_network(ByteCursor body, Nas5gs& message) noexcept {
  const std::uint8_t type = body.u8();
  if (!body.ok()) {
    note(MessageDamage::truncated, message);
    return false;
  }
  if ((type & k3gppAccess) != 0 && (type & kComeBack) == 0) {
    message.kind = EventKind::detach;
    message.leaves = true;
  }
  Options options = read_options(body, message);
  if (!options.cause.empty()) message.cause = {Cause::Domain::fivegmm, options.cause.u8()};
  return type <= 15 && options.whole;
}

bool read_given_guti(ByteCursor body, Nas5gs& message) noexcept {
  const Options options = read_options(body, message);
  const bool good = read_optional_guti(options.identity, message.guti, message);
  message.guti_given = message.guti_is_own = !message.guti.empty();
  return options.whole && good;
}

bool read_registration_accept(ByteCursor body, Nas5gs& message) noexcept {
  const std::uint8_t length = body.u8();
  body.skip(length);  // registration result
  if (!body.ok()) note(MessageDamage::truncated, message);
  return read_given_guti(body, message) && length == 1 && message.guti_given;
}

bool read_uplink(ByteCursor body, Nas5gs& message) noexcept {
  switch (message.type) {
    case kRegistrationRequest: return read_registration_request(body, message);
    case kDeregistrationFromDevice: return read_deregistration_from_device(body, message);
    case kServiceRequest: return read_service_request(body, message);
    case kControlPlaneServiceRequest: return read_control_plane_service_request(message);
    case kIdentityResponse: return read_identity(body, message) && body.empty();
    case kSecurityModeComplete: return read_security_mode_complete(body, message);
    case kUplinkTransport: return read_transport(body, NasDirection5gs::uplink, message);
    case kAuthenticationFailure:
    case kSecurityModeReject:
    case kStatus: read_cause(body, message); return false;
    default: return false;
  }
}

bool read_downlink(ByteCursor body, Nas5gs& message) noexcept {
  switch (message.type) {
    case kRegistrationAccept: return read_registration_accept(body, message);
    case kConfigurationUpdateCommand: return read_given_guti(body, message) && message.guti_given;
    case kRegistrationReject:
    case kServiceReject: return read_cause(body, message);
    case kDeregistrationFromNetwork: return read_deregistration_from_network(body, message);
    case kDownlinkTransport: return read_transport(body, NasDirection5gs::downlink, message);
    case kStatus: read_cause(body, message); return false;
    default: return false;
  }
}

// Message types that tell nothing are named, too, unless they are only guessed.
Nas5gs read_plain(ByteCursor body, NasDirection5gs direction, bool guessed) noexcept {
  Nas5gs message;
  message.type = body.u8();
  if (!body.ok()) return {};
  const bool fits = direction == NasDirection5gs::uplink ? read_uplink(body, message)
                                                         : read_downlink(body, message);
  if (guessed && !fits) return {};
  return message;
}

}  // namespace

Nas5gs read_nas_5gs(ByteCursor nas, NasDirection5gs direction) noexcept {
  constexpr std::uint8_t kMobilityManagement = 0x7e;
  constexpr std::uint8_t kCiphered = 2;
  constexpr std::uint8_t kCipheredInNewContext = 4;
  if (nas.u8() != kMobilityManagement) return {};
  const std::uint8_t security = nas.u8() & 15;
  if (!nas.ok() || security > kCipheredInNewContext) return {};
  if (security == 0) return read_plain(nas, direction, false);
  nas.skip(5);  // message authentication code, sequence number
  // Inside it is plain; free5GC repeats the outer header's type there.
  const bool mobility = nas.u8() == kMobilityManagement;
  const std::uint8_t inside = nas.u8();
  if (!nas.ok() || !mobility || (inside != 0 && inside != security)) return {};
  const bool guessed = security == kCiphered || security == kCipheredInNewContext;
  return read_plain(nas, direction, guessed);
}

}  // namespace celltally

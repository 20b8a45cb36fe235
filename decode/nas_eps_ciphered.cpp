#include "decode/nas_eps_ciphered.hpp"

#include <cstddef>

#include "decode/byte_cursor.hpp"
#include "decode/identity_digits.hpp"
#include "decode/nas_eps_element.hpp"
#include "decode/nas_eps_identity.hpp"
#include "decode/nas_eps_message_type.hpp"

namespace celltally {
namespace {

using Bytes = std::span<const std::uint8_t>;

bool is_guti(Bytes value) noexcept {
  return !read_eps_guti(value).octets.empty();
}

// Optional elements up to the very end; those with an identity are right.
bool ends_in_elements(ByteCursor rest) noexcept {
  NasEpsElement element;
  while (next_nas_eps_element(rest, element)) {
    if (element.id == kNasEpsGuti && !is_guti(element.value)) return false;
  }
  return rest.ok() && rest.empty();
}

bool is_mobile_imsi(Bytes value) noexcept {
  return !value.empty() && (value[0] & 7) == 1 &&
         mobile_identity(SubscriberId::Kind::imsi, value).present();
}

// Type 2 is IMEI and 3 IMEISV in TS 24.008, and 3 is IMEI in TS 24.301.
bool is_mobile_imei(Bytes value) noexcept {
  if (value.empty()) return false;
  const int type = value[0] & 7;
  return (type == 2 || type == 3) && tac_of_mobile_identity(value).known();
}

bool is_eps_identity(Bytes value) noexcept {
  switch (eps_identity(value)) {
    case EpsIdentity::guti: return is_guti(value);
    case EpsIdentity::imsi: return is_mobile_imsi(value);
    case EpsIdentity::imei: return is_mobile_imei(value);
    case EpsIdentity::none: break;
  }
  return false;
}

bool is_detach_of_device(ByteCursor body) noexcept {
  const int type = body.u8() & 7;
  return type >= 1 && type <= 3 && is_eps_identity(nas_eps_value(body)) && body.empty();
}

bool is_detach_of_network(ByteCursor body) noexcept {
  const std::uint8_t type = body.u8();
  if (body.empty()) return type == 2;
  return type >= 1 && type <= 3 && body.size() == 2 && body.u8() == kNasEpsCause;
}

bool is_tau_request(ByteCursor body) noexcept {
  const int type = body.u8() & 7;
  return type <= 3 && is_guti(nas_eps_value(body)) && ends_in_elements(body);
}

// With the M-TMSI, which is the only identity that it may have (8.2.15).
bool is_extended_service_request(ByteCursor body) noexcept {
  const int type = body.u8() & 15;
  const Bytes identity = nas_eps_value(body);
  const bool known = type <= 2 || (type >= 8 && type <= 10);
  return known && identity.size() == 5 && identity[0] == 0xf4 && ends_in_elements(body);
}

bool is_identity_response(ByteCursor body) noexcept {
  const Bytes identity = nas_eps_value(body);
  return (is_mobile_imsi(identity) || is_mobile_imei(identity)) && body.empty();
}

bool is_security_mode_complete(ByteCursor body) noexcept {
  const bool first = body.u8() == kNasEpsMobileIdentity;
  return first && is_mobile_imei(nas_eps_value(body)) && ends_in_elements(body);
}

// A short message's CP-DATA, CP-ACK or CP-ERROR (TS 24.011 7.2), and nothing behind it.
bool is_nas_transport(ByteCursor body) noexcept {
  constexpr std::uint8_t kShortMessages = 9;  // protocol discriminator
  ByteCursor container{nas_eps_value(body)};
  const bool shaped = container.size() >= 2 && body.ok() && body.empty();
  const int discriminator = container.u8() & 15;
  const std::uint8_t type = container.u8();
  return shaped && discriminator == kShortMessages && (type == 1 || type == 4 || type == 16);
}

bool is_attach_accept(ByteCursor body) noexcept {
  const std::uint8_t result = body.u8();
  body.skip(1);  // T3412
  const std::size_t areas = nas_eps_value(body).size();
  const std::size_t session = nas_eps_long_value(body).size();
  return (result == 1 || result == 2) && areas >= 6 && session >= 3 && ends_in_elements(body);
}

bool is_tau_accept(ByteCursor body) noexcept {
  constexpr std::uint8_t kTimer = 0x5a;
  const std::uint8_t result = body.u8();
  if (!body.empty() && body.rest()[0] == kTimer) body.skip(2);
  return result <= 5 && !body.empty() && body.rest()[0] == kNasEpsGuti && ends_in_elements(body);
}

bool is_guti_reallocation(ByteCursor body) noexcept {
  return is_guti(nas_eps_value(body)) && ends_in_elements(body);
}

bool fits_of_device(EmmMessage type, ByteCursor body) noexcept {
  switch (type) {
    case EmmMessage::detach_request: return is_detach_of_device(body);
    case EmmMessage::tau_request: return is_tau_request(body);
    case EmmMessage::extended_service_request: return is_extended_service_request(body);
    case EmmMessage::identity_response: return is_identity_response(body);
    case EmmMessage::security_mode_complete: return is_security_mode_complete(body);
    case EmmMessage::uplink_nas_transport: return is_nas_transport(body);
    default: return false;
  }
}

bool fits_of_network(EmmMessage type, ByteCursor body) noexcept {
  switch (type) {
    case EmmMessage::attach_accept: return is_attach_accept(body);
    case EmmMessage::tau_accept: return is_tau_accept(body);
    case EmmMessage::guti_reallocation_command: return is_guti_reallocation(body);
    case EmmMessage::detach_request: return is_detach_of_network(body);
    case EmmMessage::downlink_nas_transport: return is_nas_transport(body);
    default: return false;
  }
}

}  // namespace

bool looks_like_plain_nas_eps(Bytes message, bool of_device) noexcept {
  constexpr std::uint8_t kPlainEmm = 0x07;
  ByteCursor body{message};
  if (body.u8() != kPlainEmm) return false;
  const auto type = static_cast<EmmMessage>(body.u8());
  if (!body.ok()) return false;
  return of_device ? fits_of_device(type, body) : fits_of_network(type, body);
}

}  // namespace celltally

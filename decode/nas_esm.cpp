#include "decode/nas_esm.hpp"

#include <algorithm>
#include <cstddef>

#include "decode/nas_eps_element.hpp"

namespace celltally {
namespace {

using Bytes = std::span<const std::uint8_t>;

// 9.8.
constexpr std::uint8_t kActivateDefaultBearer = 0xc1;
constexpr std::uint8_t kPdnConnectivityRequest = 0xd0;
constexpr std::uint8_t kEsmInformationResponse = 0xda;

// Of labels and their lengths: letters, digits and hyphens alone (TS 23.003 9.1).
bool is_apn(Bytes value) noexcept {
  constexpr std::size_t kMax = 100;
  std::size_t next_length = 0;
  for (std::size_t i = 0; i < value.size(); ++i) {
    const std::uint8_t octet = value[i];
    if (i == next_length) {
      if (octet == 0) return false;
      next_length += std::size_t{1} + octet;
      continue;
    }
    const std::uint8_t lower = octet | 0x20;
    const bool letter = (lower >= 'a' && lower <= 'z') || (octet >= '0' && octet <= '9');
    if (!letter && octet != '-' && octet != '_') return false;
  }
  return !value.empty() && value.size() <= kMax && next_length == value.size();
}

// Among optional elements to the very end.
Bytes optional_apn(ByteCursor body) noexcept {
  constexpr std::uint8_t kApn = 0x28;
  Bytes apn;
  NasEpsElement element;
  while (next_nas_eps_element(body, element)) {
    if (element.id == kApn) apn = element.value;
  }
  return body.ok() && body.empty() ? apn : Bytes{};
}

}  // namespace

Bytes apn_of_nas_esm(ByteCursor message) noexcept {
  constexpr std::uint8_t kEsm = 2;  // protocol discriminator
  const bool session_management = (message.u8() & 15) == kEsm;
  message.skip(1);  // procedure transaction identity
  const std::uint8_t type = message.u8();
  Bytes apn;
  if (type == kPdnConnectivityRequest) {
    message.skip(1);  // PDN type, request type
    apn = optional_apn(message);
  } else if (type == kEsmInformationResponse) {
    apn = optional_apn(message);
  } else if (type == kActivateDefaultBearer) {
    nas_eps_value(message);  // quality of service
    apn = nas_eps_value(message);
  }
  return session_management && is_apn(apn) ? apn : Bytes{};
}

}  // namespace celltally

#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "vocabulary/event_kind.hpp"

namespace celltally {

// A method (RFC 3261 7.1 and its extensions) by the number that stands for it here.
struct SipMethod {
  std::string_view name;  // empty: not one that is known
  std::string_view response;
  EventKind kind = EventKind::none;  // of the request
};

inline constexpr std::uint8_t kSipRegister = 1;
inline constexpr std::uint8_t kSipResponse = 0x80;  // the bit of a response

// 0 for a method that is not known. Methods are told apart by the case of letters.
std::uint8_t sip_method_number(std::span<const std::uint8_t> name) noexcept;

// Static; lives for ever.
const SipMethod& sip_method(std::uint8_t number) noexcept;

}  // namespace celltally

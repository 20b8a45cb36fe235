#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace celltally {

// Digits of either case. 16 for what is none.
constexpr unsigned value_of_hex(char digit) noexcept {
  if (digit >= '0' && digit <= '9') return static_cast<unsigned>(digit - '0');
  if (digit >= 'a' && digit <= 'f') return static_cast<unsigned>(digit - 'a') + 10;
  if (digit >= 'A' && digit <= 'F') return static_cast<unsigned>(digit - 'A') + 10;
  return 16;
}

constexpr bool all_hex(std::string_view digits) noexcept {
  for (const char digit : digits) {
    if (value_of_hex(digit) > 15) return false;
  }
  return true;
}

// 16 digits as a number; none for anything else.
constexpr std::optional<std::uint64_t> eight_octets_from_hex(std::string_view digits) noexcept {
  if (digits.size() != 16 || !all_hex(digits)) return std::nullopt;
  std::uint64_t number = 0;
  for (const char digit : digits) number = number << 4 | value_of_hex(digit);
  return number;
}

}  // namespace celltally

#include "decode/mac_in_text.hpp"

#include "decode/byte_cursor.hpp"

namespace celltally {
namespace {

constexpr int kDigits = 12;
constexpr std::uint8_t kNone = 0xff;

constexpr std::uint8_t hexadecimal(std::uint8_t letter) noexcept {
  if (letter >= '0' && letter <= '9') return static_cast<std::uint8_t>(letter - '0');
  const auto lower = static_cast<std::uint8_t>(letter | 0x20);
  if (lower >= 'a' && lower <= 'f') return static_cast<std::uint8_t>(lower - 'a' + 10);
  return kNone;
}

constexpr bool separates(std::uint8_t letter) noexcept {
  return letter == '-' || letter == ':' || letter == '.';
}

}  // namespace

MacInText mac_in_text(std::span<const std::uint8_t> text) noexcept {
  constexpr std::uint64_t kGroup = std::uint64_t{1} << 40;  // of the first octet
  ByteCursor cursor{text};
  MacInText found;
  std::uint8_t separator = 0;
  int group = 0;  // digits between separators: 2 or 4
  for (int digit = 0; digit < kDigits; ++digit) {
    std::uint8_t letter = cursor.u8();
    if (separates(letter) && (digit == 2 || digit == 4) && separator == 0) {
      separator = letter;
      group = digit;
      letter = cursor.u8();
    } else if (separator != 0 && digit % group == 0) {
      if (letter != separator) return {};
      letter = cursor.u8();
    }
    const std::uint8_t value = hexadecimal(letter);
    if (value == kNone) return {};
    found.mac = found.mac << 4 | value;
  }
  found.present = cursor.ok() && found.mac != 0 && (found.mac & kGroup) == 0;
  found.separated = separator != 0;
  found.behind = cursor.rest();
  return found;
}

}  // namespace celltally

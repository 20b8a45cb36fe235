#include "decode/identity_digits.hpp"

#include <bit>
#include <cstddef>

#include "vocabulary/mnc_length.hpp"

namespace celltally {
namespace {

constexpr std::size_t kDigitsMax = 16;  // that a word holds, and the longest identity (IMEISV)
constexpr std::uint64_t kAllFillers = ~std::uint64_t{0};

// The first octet lowest. Written out, because compilers make one load of it then.
std::uint64_t four_octets(std::span<const std::uint8_t, 4> octets) noexcept {
  return std::uint64_t{octets[0]} | std::uint64_t{octets[1]} << 8 | std::uint64_t{octets[2]} << 16 |
         std::uint64_t{octets[3]} << 24;
}

// The digits as nibbles of one word, the first in the lowest; fillers where there are no octets.
// REQUIRES: at most 8 octets.
std::uint64_t digits_word(std::span<const std::uint8_t> octets) noexcept {
  const std::size_t count = octets.size();
  if (count >= 4) {  // two loads, which overlap when there are fewer than 8 octets
    const std::uint64_t fillers = count == 8 ? 0 : kAllFillers << 8 * count;
    const std::uint64_t end = four_octets(octets.last<4>()) << 8 * (count - 4);
    return fillers | end | four_octets(octets.first<4>());
  }
  std::uint64_t word = kAllFillers << 8 * count;
  for (std::size_t i = 0; i < count; ++i) word |= std::uint64_t{octets[i]} << 8 * i;
  return word;
}

// How many digits stand before the fillers; 0 when a nibble is neither digit nor filler, or a
// filler stands before a digit.
std::size_t count_digits(std::uint64_t word) noexcept {
  const std::uint64_t above_nine = digits::nibbles_above_nine(word);
  if (above_nine == 0) return kDigitsMax;
  const auto first_bit = static_cast<unsigned>(std::countr_zero(above_nine));
  if (word >> first_bit != kAllFillers >> first_bit) return 0;
  return first_bit / 4;
}

struct DigitRange {
  std::size_t fewest;
  std::size_t most;
};

constexpr DigitRange digit_range(SubscriberId::Kind kind) noexcept {
  switch (kind) {
    case SubscriberId::Kind::imsi: return {6, 15};    // TS 23.003 2.2
    case SubscriberId::Kind::msisdn: return {1, 15};  // ITU-T E.164
    case SubscriberId::Kind::imei: return {14, 16};   // TS 23.003 6.2
    case SubscriberId::Kind::none: break;
  }
  return {1, 0};
}

}  // namespace

SubscriberId tbcd_identity(SubscriberId::Kind kind, std::span<const std::uint8_t> value) noexcept {
  if (value.size() > kDigitsMax / 2) return {};
  const std::size_t digits = count_digits(digits_word(value));
  const DigitRange range = digit_range(kind);
  if (digits < range.fewest || digits > range.most) return {};
  return {kind, SubscriberId::Coding::tbcd, value.first((digits + 1) / 2)};
}

Plmn home_of_tbcd_imsi(std::span<const std::uint8_t> imsi) noexcept {
  ByteCursor cursor{imsi};
  const std::uint32_t first = cursor.u8();   // digits 2|1: MCC2|MCC1
  const std::uint32_t second = cursor.u8();  // digits 4|3: MNC1|MCC3
  const std::uint32_t third = cursor.u8();   // digits 6|5: MNC3|MNC2
  const std::uint32_t mcc = (first & 15) * 100 + (first >> 4) * 10 + (second & 15);
  const std::uint32_t mnc = (second >> 4) * 100 + (third & 15) * 10 + (third >> 4);
  const std::uint32_t mnc3 = mnc_digits(mcc, mnc) == 3 ? third >> 4 : 15;
  return {first << 16 | mnc3 << 12 | (second & 15) << 8 | (third & 15) << 4 | second >> 4};
}

}  // namespace celltally

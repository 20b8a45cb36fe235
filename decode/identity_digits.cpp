#include "decode/identity_digits.hpp"

#include <array>
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

constexpr DigitRange kImeiDigits{14, 16};  // TS 23.003 6.2, with and without what is behind

constexpr DigitRange digit_range(SubscriberId::Kind kind) noexcept {
  switch (kind) {
    case SubscriberId::Kind::imsi: return {6, 15};    // TS 23.003 2.2
    case SubscriberId::Kind::msisdn: return {1, 15};  // ITU-T E.164
    case SubscriberId::Kind::none: break;
  }
  return {1, 0};
}

constexpr bool fits(std::size_t digits, DigitRange range) noexcept {
  return digits >= range.fewest && digits <= range.most;
}

// In TBCD; 0: no digits, or more than any identity has.
std::size_t count_tbcd(std::span<const std::uint8_t> value) noexcept {
  return value.size() > kDigitsMax / 2 ? 0 : count_digits(digits_word(value));
}

// In a mobile identity (TS 24.008 10.5.1.4).
std::size_t count_mobile_identity(std::span<const std::uint8_t> value) noexcept {
  constexpr std::uint8_t kOdd = 0x08;
  if (value.empty() || value.size() > kDigitsMax / 2 + 1) return 0;
  const auto rest = value.subspan(1);
  const bool odd = (value[0] & kOdd) != 0;
  const std::size_t behind = count_digits(digits_word(rest));
  // An even number of digits leaves the last nibble to a filler; an odd one fills every octet.
  const bool fits = rest.empty() ? odd : behind == 2 * rest.size() - (odd ? 0 : 1);
  if (value[0] >> 4 > 9 || !fits) return 0;
  return rest.empty() ? 1 : behind + 1;
}

std::size_t count_ascii(std::span<const std::uint8_t> text) noexcept {
  for (const std::uint8_t letter : text) {
    if (letter < '0' || letter > '9') return 0;
  }
  return text.size();
}

}  // namespace

SubscriberId tbcd_identity(SubscriberId::Kind kind, std::span<const std::uint8_t> value) noexcept {
  const std::size_t digits = count_tbcd(value);
  if (!fits(digits, digit_range(kind))) return {};
  return {kind, SubscriberId::Coding::tbcd, value.first((digits + 1) / 2)};
}

SubscriberId mobile_identity(SubscriberId::Kind kind,
                             std::span<const std::uint8_t> value) noexcept {
  if (!fits(count_mobile_identity(value), digit_range(kind))) return {};
  return {kind, SubscriberId::Coding::mobile_identity, value};
}

namespace {

constexpr std::uint32_t kNoDigit = 15;

// From the first six digits: MCC, and the MNC of two or three.
Plmn home_of(const std::array<std::uint32_t, 6>& digit) noexcept {
  const std::uint32_t mcc = digit[0] * 100 + digit[1] * 10 + digit[2];
  const std::uint32_t mnc = digit[3] * 100 + digit[4] * 10 + digit[5];
  const std::uint32_t mnc3 = mnc_digits(mcc, mnc) == 3 ? digit[5] : kNoDigit;
  return {digit[1] << 20 | digit[0] << 16 | mnc3 << 12 | digit[2] << 8 | digit[4] << 4 | digit[3]};
}

}  // namespace

Plmn home_of_mobile_imsi(std::span<const std::uint8_t> imsi) noexcept {
  ByteCursor cursor{imsi};
  std::array<std::uint32_t, 6> digit{};
  digit[0] = static_cast<std::uint32_t>(cursor.u8() >> 4);
  for (std::size_t i = 1; i < digit.size(); i += 2) {
    const std::uint32_t pair = cursor.u8();
    digit[i] = pair & 15;
    if (i + 1 < digit.size()) digit[i + 1] = pair >> 4;
  }
  return home_of(digit);
}

SubscriberId ascii_identity(SubscriberId::Kind kind, std::span<const std::uint8_t> text) noexcept {
  if (!fits(count_ascii(text), digit_range(kind))) return {};
  return {kind, SubscriberId::Coding::ascii, text};
}

Plmn home_of_ascii_imsi(std::span<const std::uint8_t> imsi) noexcept {
  ByteCursor cursor{imsi};
  std::array<std::uint32_t, 6> digit{};
  for (std::uint32_t& each : digit) each = cursor.u8() & 15u;
  return home_of(digit);
}

SubscriberId suci_imsi(std::span<const std::uint8_t> suci) noexcept {
  constexpr std::size_t kBefore = 8;  // of the MSIN
  ByteCursor cursor{suci};
  const std::uint8_t type = cursor.u8();
  const Plmn home = read_plmn(cursor);
  cursor.skip(2);  // routing indicator
  const std::uint8_t scheme = cursor.u8() & 15;
  cursor.skip(1);  // home network public key identifier
  const auto msin = cursor.rest();
  constexpr std::uint8_t kSuci = 1;
  const bool null_scheme_imsi = (type & 7) == kSuci && (type >> 4 & 7) == 0 && scheme == 0;
  if (!cursor.ok() || !null_scheme_imsi || !home.known() || msin.size() > 5) return {};
  const std::size_t digits = count_digits(digits_word(msin));
  const std::size_t all = digits + 3 + static_cast<std::size_t>(home.mnc_digits());
  if (digits == 0 || !fits(all, digit_range(SubscriberId::Kind::imsi))) return {};
  return {SubscriberId::Kind::imsi, SubscriberId::Coding::suci,
          suci.first(kBefore + (digits + 1) / 2)};
}

namespace {

constexpr std::size_t kTacDigits = 8;

// `digit` gives the n-th of them, from 0.
template <typename Digit>
TypeAllocationCode tac_of(const Digit& digit) noexcept {
  TypeAllocationCode tac{0};
  for (std::size_t i = 0; i < kTacDigits; ++i) tac.value = tac.value * 10 + digit(i);
  return tac;
}

}  // namespace

TypeAllocationCode tac_of_tbcd(std::span<const std::uint8_t> imei) noexcept {
  if (!fits(count_tbcd(imei), kImeiDigits)) return {};
  return tac_of([&](std::size_t i) { return (imei[i / 2] >> (i % 2) * 4) & 15u; });
}

TypeAllocationCode tac_of_mobile_identity(std::span<const std::uint8_t> imei) noexcept {
  if (!fits(count_mobile_identity(imei), kImeiDigits)) return {};
  return tac_of([&](std::size_t i) { return (imei[(i + 1) / 2] >> ((i + 1) % 2) * 4) & 15u; });
}

TypeAllocationCode tac_of_ascii(std::span<const std::uint8_t> imei) noexcept {
  if (!fits(count_ascii(imei), kImeiDigits)) return {};
  return tac_of([&](std::size_t i) { return imei[i] & 15u; });
}

TypeAllocationCode tac_of_masked_imeisv(ByteCursor value) noexcept {
  constexpr std::size_t kOctets = 8;
  const std::uint32_t digits = value.has(kOctets) ? value.u32() : ~std::uint32_t{0};
  if (digits::nibbles_above_nine(digits) != 0) return {};
  return tac_of([&](std::size_t i) { return digits >> (kTacDigits - 1 - i) * 4 & 15u; });
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

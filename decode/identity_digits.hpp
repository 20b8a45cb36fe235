#pragma once

#include <cstdint>
#include <span>

#include "decode/byte_cursor.hpp"
#include "decode/subscriber_id.hpp"
#include "vocabulary/plmn.hpp"

namespace celltally {

namespace digits {

inline constexpr std::uint64_t kOnePerDigit = 0x1111'1111'1111'1111;

// The lowest bit of each nibble that is no decimal digit, all nibbles at once.
template <typename Word>
constexpr Word nibbles_above_nine(Word nibbles) noexcept {
  return nibbles >> 3 & (nibbles >> 2 | nibbles >> 1) & static_cast<Word>(kOnePerDigit);
}

}  // namespace digits

// Reads digits of identities where the wire has them, looks whether they are digits, and gives the
// closed SubscriberId. What is found wrong is not present() in the result.

// TBCD digits (TS 29.002): IMSI of 6 to 15 digits, MSISDN of 1 to 15, IMEI or IMEISV of 14 to 16;
// fillers f only after the last digit.
SubscriberId tbcd_identity(SubscriberId::Kind kind, std::span<const std::uint8_t> value) noexcept;

// The home network of an IMSI in TBCD. The MNC's length follows from the country (protocols
// reference 0.2); in a country with both lengths it is taken as two digits but for the known
// three-digit codes. REQUIRES: tbcd_identity(imsi) accepts it.
Plmn home_of_tbcd_imsi(std::span<const std::uint8_t> imsi) noexcept;

// Three octets of PLMN; not known() when the octets are not decimal or the cursor is too short.
inline Plmn read_plmn(ByteCursor& cursor) noexcept {
  constexpr std::uint32_t kMnc3 = 0xf000;
  const Plmn plmn{cursor.u24()};
  const std::uint32_t above_nine = digits::nibbles_above_nine(plmn.octets);
  const bool two_digits = (plmn.octets & kMnc3) == kMnc3;
  const bool decimal =
      above_nine == 0 || (two_digits && above_nine == digits::nibbles_above_nine(kMnc3));
  return decimal ? plmn : Plmn{};
}

}  // namespace celltally

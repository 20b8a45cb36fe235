#pragma once

#include <cstdint>
#include <span>

#include "decode/byte_cursor.hpp"
#include "decode/subscriber_id.hpp"
#include "decode/type_allocation_code.hpp"
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

// TBCD digits (TS 29.002): IMSI of 6 to 15 digits, MSISDN of 1 to 15; fillers f only after the last
// digit.
SubscriberId tbcd_identity(SubscriberId::Kind kind, std::span<const std::uint8_t> value) noexcept;

// The home network of an IMSI in TBCD. The MNC's length follows from the country (protocols
// reference 0.2); in a country with both lengths it is taken as two digits but for the known
// three-digit codes. REQUIRES: tbcd_identity(imsi) accepts it.
Plmn home_of_tbcd_imsi(std::span<const std::uint8_t> imsi) noexcept;

// A mobile identity of NAS (TS 24.008 10.5.1.4, TS 24.301 9.9.3.12, TS 29.118 9.4.6): `kind` by the
// digits' number and range, as the type octet's low three bits were read by who knows whose
// numbering it is. Odd and even counts; a filler only where the count is even.
SubscriberId mobile_identity(SubscriberId::Kind kind, std::span<const std::uint8_t> value) noexcept;

// The home network of an IMSI in a mobile identity. REQUIRES: mobile_identity(imsi) accepts it.
Plmn home_of_mobile_imsi(std::span<const std::uint8_t> imsi) noexcept;

// Digits of text. Nothing but digits: who reads the text cuts them out.
SubscriberId ascii_identity(SubscriberId::Kind kind, std::span<const std::uint8_t> text) noexcept;

// The home network of an IMSI in digits of text. REQUIRES: ascii_identity(imsi) accepts it.
Plmn home_of_ascii_imsi(std::span<const std::uint8_t> imsi) noexcept;

// A SUCI of SUPI format IMSI and the null scheme, from its type octet on: the IMSI. Not present()
// for every other.
SubscriberId suci_imsi(std::span<const std::uint8_t> suci) noexcept;

// The type of device in an IMEI or IMEISV of 14 to 16 digits, in the three codings; not known()
// where it is none.
TypeAllocationCode tac_of_tbcd(std::span<const std::uint8_t> imei) noexcept;
TypeAllocationCode tac_of_mobile_identity(std::span<const std::uint8_t> imei) noexcept;
TypeAllocationCode tac_of_ascii(std::span<const std::uint8_t> imei) noexcept;

// The same of a Masked IMEISV (TS 36.413 9.2.3.38, TS 38.413 9.3.1.54): 16 digits, the first in the
// high half of the first octet, of which four are hidden behind ones.
TypeAllocationCode tac_of_masked_imeisv(ByteCursor value) noexcept;

// The PLMN in the low three octets; not known() when they are not decimal.
constexpr Plmn plmn_of(std::uint32_t octets) noexcept {
  constexpr std::uint32_t kMnc3 = 0xf000;
  const Plmn plmn{octets & 0xffffff};
  const std::uint32_t above_nine = digits::nibbles_above_nine(plmn.octets);
  const bool two_digits = (plmn.octets & kMnc3) == kMnc3;
  const bool decimal =
      above_nine == 0 || (two_digits && above_nine == digits::nibbles_above_nine(kMnc3));
  return decimal ? plmn : Plmn{};
}

// Three octets of PLMN; not known() when the octets are not decimal or the cursor is too short.
inline Plmn read_plmn(ByteCursor& cursor) noexcept {
  return plmn_of(cursor.u24());
}

}  // namespace celltally

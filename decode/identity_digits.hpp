#pragma once

#include <cstdint>
#include <span>

#include "decode/byte_cursor.hpp"
#include "decode/subscriber_id.hpp"
#include "vocabulary/plmn.hpp"

namespace celltally {

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
Plmn read_plmn(ByteCursor& cursor) noexcept;

}  // namespace celltally

#pragma once

#include <cstdint>

namespace celltally {

// How many digits the mobile network code has, 2 or 3, in the country `mcc` (0 to 999) when `mnc`
// are the three digits after the MCC; neither an IMSI nor a bare number says it (ITU-T E.212; codes
// assigned up to 2024, protocols reference 0.2). Two in an unknown country, and for an unknown code
// in a country that has both lengths.
int mnc_digits(std::uint32_t mcc, std::uint32_t mnc) noexcept;

}  // namespace celltally

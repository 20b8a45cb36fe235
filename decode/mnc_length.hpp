#pragma once

#include <cstdint>

namespace celltally {

// How many digits the mobile network code of an IMSI has, 2 or 3, which the IMSI does not say
// itself (ITU-T E.212; codes assigned up to 2024). `mcc` is the country, `mnc` the next three
// digits. Two in an unknown country, and for an unknown code in a country that has both lengths.
int mnc_digits(std::uint32_t mcc, std::uint32_t mnc) noexcept;

}  // namespace celltally

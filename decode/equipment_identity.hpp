#pragma once

#include <cstdint>
#include <span>

#include "decode/type_allocation_code.hpp"

namespace celltally {

// The type of device in an IMEI or IMEISV of an AVP or attribute that should be text
// (TS 29.061 16.4.7.2, TS 29.272 7.3.4): as text, as the TBCD that some gateways send, or with each
// digit as the number it is. Not known() when it is none of these.
TypeAllocationCode tac_of_equipment(std::span<const std::uint8_t> value) noexcept;

}  // namespace celltally

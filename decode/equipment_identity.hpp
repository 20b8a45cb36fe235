#pragma once

#include <cstdint>
#include <span>

#include "decode/subscriber_id.hpp"

namespace celltally {

// An IMEI or IMEISV of an AVP or attribute that should be text (TS 29.061 16.4.7.2, TS 29.272
// 7.3.4): as text, as the TBCD that some gateways send, or with each digit as the number it is. Not
// present() when it is none of these.
SubscriberId equipment_identity(std::span<const std::uint8_t> value) noexcept;

}  // namespace celltally

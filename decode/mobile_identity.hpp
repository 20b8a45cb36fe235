#pragma once

#include <cstdint>
#include <span>

#include "decode/signalling_message.hpp"

namespace celltally {

// Take a mobile identity (TS 24.008 10.5.1.4) over into a message that has none of that kind yet,
// of an IMEI or IMEISV the type of device, by who knows which kind it is. What is found wrong is
// noted.
void take_mobile_imsi(std::span<const std::uint8_t> value, SignallingMessage& message) noexcept;
void take_mobile_imei(std::span<const std::uint8_t> value, SignallingMessage& message) noexcept;

}  // namespace celltally

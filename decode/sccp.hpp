#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "decode/sccp_message.hpp"

namespace celltally {

// Reads a message of SCCP (ITU-T Q.713): CR, CC, CREF, RLSD, RLC, DT1, DT2, UDT, ERR, IT, XUDT,
// LUDT. Of // other types nothing but the type, which is then `other`. False when it has no such
// type, or ends before its fixed part does; what is behind a pointer that leads out of the message
// is left out, and `broken` or, where the capture is cut, `cut` says so. Leaves the ends alone.
bool read_sccp(std::span<const std::uint8_t> octets, bool cut, SccpMessage& message) noexcept;

// "Connection Request", ... (ITU-T Q.713 table 1); empty for what has no such type.
std::string_view sccp_message_name(std::uint8_t type) noexcept;

}  // namespace celltally

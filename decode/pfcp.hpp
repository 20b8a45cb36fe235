#pragma once

#include <cstdint>
#include <string_view>

#include "decode/datagram.hpp"
#include "decode/message_burst.hpp"

namespace celltally {

// PFCP on N4 and Sx (TS 29.244 Rel-17; header 7.2.2, messages 7.4 and 7.5, elements 8). Adds the
// datagram's messages to `burst`, more than one where they are bundled (7.2.2.4), and returns true;
// false when it begins with none. Fills everything of each but `at`, `frame` and `source`.
// REQUIRES: burst.has_room().
bool decode_pfcp(const Datagram& datagram, MessageBurst& burst) noexcept;

// "PFCP Session Establishment Request"; empty when the type has no name in TS 29.244 table 7.3-1.
std::string_view pfcp_message_name(std::uint8_t type) noexcept;

}  // namespace celltally

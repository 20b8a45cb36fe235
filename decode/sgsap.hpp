#pragma once

#include <cstdint>
#include <string_view>

#include "decode/datagram.hpp"
#include "decode/message_burst.hpp"

namespace celltally {

// SGsAP between MME and VLR (TS 29.118 Rel-17; messages 8, elements 9). Adds the one message of a
// user message to `burst`; false when there is none, not even its type. Fills everything of it but
// `at`, `frame` and `source`. REQUIRES: burst.has_room().
bool decode_sgsap(const Datagram& pdu, MessageBurst& burst) noexcept;

// "SGsAP-PAGING-REQUEST"; empty when the type has no name in TS 29.118 table 9.2.1.
std::string_view sgsap_message_name(std::uint8_t type) noexcept;

}  // namespace celltally

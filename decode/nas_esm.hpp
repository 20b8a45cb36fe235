#pragma once

#include <cstdint>
#include <span>

#include "decode/byte_cursor.hpp"

namespace celltally {

// The access point name, as labels, in a message of EPS session management (TS 24.301 8.3) that is
// plain: PDN Connectivity Request, ESM Information Response, Activate Default EPS Bearer Context
// Request. Empty when it has none, or there is anything in it that such a message has not: so what
// is ciphered is not taken for one.
std::span<const std::uint8_t> apn_of_nas_esm(ByteCursor message) noexcept;

}  // namespace celltally

#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "decode/byte_cursor.hpp"
#include "decode/message_burst.hpp"
#include "decode/signalling_point.hpp"

namespace celltally {

// A message of BSSAP (TS 48.006 9.3): of BSSMAP, from its type octet on, or of DTAP, which is one
// of NAS. Borrows.
struct BssapPdu {
  ByteCursor body;
  bool dtap = false;
  bool cut = false;  // the capture holds less of it than was sent
};

// Nothing when it has not the look of one: a discriminator, and a length that takes all the rest.
std::optional<BssapPdu> open_bssap(std::span<const std::uint8_t> octets, bool cut) noexcept;

// Reads it into `message`, which is the last of `burst` and says already how it came; `sender` is
// what a Reset tells of, for who sends one has lost its connections (TS 48.008 3.1.4.1).
void read_bssap(const BssapPdu& pdu, SignallingPoint sender, MessageBurst& burst,
                SignallingMessage& message) noexcept;

// SignallingMessage::type of BSSAP: of BSSMAP its message type, which is below 80 (TS 48.008
// 3.2.2.1); of DTAP dtap_type(). "Complete Layer 3 Information", "Location Updating Request", ...;
// empty when there is no such message.
std::string_view bssap_message_name(std::uint8_t type) noexcept;

}  // namespace celltally

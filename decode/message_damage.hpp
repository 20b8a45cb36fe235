#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace celltally {

// What was wrong with a message whose header could be read. What came before the damage was
// complete, and stands; an element that is itself damaged is left out.
enum class MessageDamage : std::uint8_t {
  none,
  truncated,        // an element goes beyond the message, or the message beyond the packet
  unknown_element,  // GTPv1: an element of unknown length, so nothing after it can be read
  bad_identity,     // digits that are not decimal, or too few or too many of them
  bad_location,     // a location element too short for what its flags promise, or a PLMN with
                    // digits that are not decimal
};

inline constexpr std::size_t kMessageDamages = 5;

// "", "truncated", "unknown element", "bad identity", "bad location".
std::string_view to_text(MessageDamage damage) noexcept;

}  // namespace celltally

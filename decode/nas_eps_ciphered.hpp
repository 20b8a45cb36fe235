#pragma once

#include <cstdint>
#include <span>

namespace celltally {

// Whether what stands in the place of a ciphered EMM message is readable, for the null algorithm
// (EEA0) leaves it as it is: no field says so. Only messages that tell something, and only when
// every part of them fits: known type, right lengths to the last octet, identities as they must be.
// Of random octets less than one in 10^7 is taken for such a message, so that what a network does
// cipher is not misread (TS 24.301 4.4.5 and 8.2).
bool looks_like_plain_nas_eps(std::span<const std::uint8_t> message, bool of_device) noexcept;

}  // namespace celltally

#pragma once

#include <cstdint>
#include <span>

#include "decode/temporary_id.hpp"

namespace celltally {

// A device by its address in a packet data network: IPv4, or of IPv6 the prefix of eight octets.
// Two networks may give the same private address (RFC 1918, RFC 6598, RFC 4193) to two people, so
// that one is a name only together with the network's, an APN or DNN as it stands in the packet.
// Not present() where that is needed and empty.
TemporaryId device_address(std::span<const std::uint8_t> address,
                           std::span<const std::uint8_t> network) noexcept;

}  // namespace celltally

#pragma once

#include <cstdint>
#include <span>

#include "simulate/octets.hpp"
#include "simulate/world_options.hpp"

namespace celltally {

// A frame as a switch sends it to a probe: around the whole frame GRE (RFC 2784, with the
// transparent Ethernet type), ERSPAN type II (draft-foschiano-erspan) or VXLAN (RFC 7348), over
// IPv4. REQUIRES: mirror is not none.
Octets mirrored(Mirror mirror, std::span<const std::uint8_t> frame, std::uint32_t sequence);

}  // namespace celltally

#pragma once

#include <cstdint>
#include <span>

#include "simulate/octets.hpp"

// Builders of RUA messages (TS 25.468) around one of RANAP. Nothing is checked.
namespace celltally::rua {

// Procedures: 1 Connect, 2 Direct Transfer, 3 Disconnect. A message of RANAP that is empty is left
// out.
Octets message(std::uint8_t procedure, std::uint32_t context, bool packet_switched,
               std::span<const std::uint8_t> ranap);
Octets connectionless_transfer(std::span<const std::uint8_t> ranap);

}  // namespace celltally::rua

#pragma once

#include <cstdint>
#include <span>

#include "decode/ether_type.hpp"

namespace celltally {

// What a link-layer or tunnel header carries. Borrows the packet's bytes.
struct LinkPayload {
  EtherType type{};  // of what `bytes` begins with
  std::span<std::uint8_t> bytes;
  bool cut = false;  // more was sent than was captured, so lengths may point beyond the end
};

}  // namespace celltally

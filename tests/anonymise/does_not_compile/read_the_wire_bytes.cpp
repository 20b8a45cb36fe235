// expect: private
#include "decode/wire_bytes.hpp"

// They are there to be wiped.
std::uint8_t first(const celltally::WireBytes& wire) {
  return wire.bytes_[0];
}

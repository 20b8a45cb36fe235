#include "decode/nas_eps_element.hpp"

#include <cstddef>

namespace celltally {
namespace {

// Those below 0x80 that have a fixed length and no length octet: octets behind the id. Nothing: it
// has a length octet (TS 24.301 8.2).
constexpr std::size_t fixed_length(std::uint8_t id) noexcept {
  switch (id) {
    case 0x13: return 5;  // location area identification
    case 0x17: return 1;  // T3402; additional information requested
    case 0x19: return 3;  // P-TMSI signature
    case 0x52: return 5;  // last visited registered TAI
    case 0x53: return 1;  // EMM cause
    case 0x55: return 4;  // nonce of the UE
    case 0x56: return 4;  // nonce of the MME
    case 0x59: return 1;  // T3423
    case 0x5a: return 1;  // T3412
    case 0x5b: return 1;  // T3442
    case 0x5c: return 2;  // DRX parameter
    default: return 0;
  }
}

constexpr std::uint8_t kHalfOctet = 0x80;
constexpr std::uint8_t kLong = 0x70;  // to 0x7f: two octets of length (TS 24.007 11.2.4)

}  // namespace

std::span<const std::uint8_t> nas_eps_value(ByteCursor& bytes) noexcept {
  return bytes.bytes(bytes.u8());
}

std::span<const std::uint8_t> nas_eps_long_value(ByteCursor& bytes) noexcept {
  return bytes.bytes(bytes.u16());
}

bool next_nas_eps_element(ByteCursor& bytes, NasEpsElement& element) noexcept {
  if (bytes.empty()) return false;
  const std::uint8_t id = bytes.u8();
  element = {};
  if (id >= kHalfOctet) {
    element.id = id & 0xf0;
    return true;
  }
  element.id = id;
  const std::size_t fixed = fixed_length(id);
  if (fixed != 0) {
    element.value = bytes.bytes(fixed);
  } else if (id >= kLong) {
    element.value = nas_eps_long_value(bytes);
  } else {
    element.value = nas_eps_value(bytes);
  }
  return bytes.ok();
}

}  // namespace celltally

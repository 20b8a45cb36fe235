#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "decode/byte_cursor.hpp"
#include "decode/gtpv2_element.hpp"

namespace celltally {

// An element's type, instance (TS 29.274 8.2.1) and value, which is a view of the packet.
struct Gtpv2FramedElement {
  Gtpv2Element type = {};
  std::uint8_t instance = 0;
  std::span<const std::uint8_t> value;

  // The next element off the front; false at the end, and, with octets left, where there is less of
  // an element than it says.
  static bool take(ByteCursor& elements, Gtpv2FramedElement& element) noexcept {
    ByteCursor rest = elements;
    if (!rest.has(4)) return false;
    const Gtpv2Element type{rest.u8()};
    const std::size_t length = rest.u16();
    const std::uint8_t instance = rest.u8() & 15;  // the upper four bits are spare
    if (!rest.has(length)) return false;
    element = {type, instance, rest.bytes(length)};
    elements = rest;
    return true;
  }
};

}  // namespace celltally

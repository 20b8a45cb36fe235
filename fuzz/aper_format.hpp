#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "decode/byte_cursor.hpp"
#include "fuzz/element_mutation.hpp"
#include "fuzz/fuzzed_element.hpp"
#include "simulate/octet_writer.hpp"

namespace celltally {

// Messages of S1AP and NGAP (X.691, as far as decode/aper_pdu.hpp), behind `kBefore` octets that
// only the target knows; by a reading of its own.
template <std::size_t kBefore>
struct AperFormat : ElementMutation {
  static bool take(int level, ByteCursor& rest, FuzzedElement& element, ByteCursor& content) {
    constexpr std::size_t kExtensionsAndCount = 3;
    const std::size_t header = level == 0 ? kBefore + 3 : 3;  // with the criticality
    ByteCursor at = rest;
    const auto head = at.bytes(header);
    std::size_t length = at.u8();
    if (length >= 0x80) length = length >= 0xc0 ? at.size() + 1 : (length & 0x3f) << 8 | at.u8();
    if (level == 0) at.skip(kExtensionsAndCount);
    if (!at.ok() || (level != 0 && !at.has(length))) return false;
    element.head.assign(head.begin(), head.end());
    element.type_at = level == 0 ? kBefore + 1 : 1;
    element.grouped = level == 0;
    content = at.sub(level == 0 ? at.size() : length);
    rest = at;
    return true;
  }

  // No longer than what one piece holds.
  static void put(int level, const FuzzedElement& element, Content content, OctetWriter& to) {
    constexpr std::size_t kLongest = 0x3fff - 3;
    content = content.first(std::min(content.size(), kLongest));
    const auto length = static_cast<std::uint32_t>(content.size() + (level == 0 ? 3 : 0));
    to.octets(element.head);
    if (length >= 0x80) {
      to.u16(0x8000 | length);
    } else {
      to.u8(length);
    }
    if (level == 0) to.u8(0).u16(static_cast<std::uint32_t>(element.group.size()));
    to.octets(content);
  }
};

}  // namespace celltally

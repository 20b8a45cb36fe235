#pragma once

#include <cstdint>

#include "decode/byte_cursor.hpp"

namespace celltally {

// The optional elements at the end of a NAS message of 5GS, one after the other. Any can be
// skipped: bit 8 of its identifier means that it is one octet, 7x that its length has two octets,
// all others have a length of one octet but for a few of fixed length (TS 24.007 11.2.4,
// TS 24.501 8.2). Ends at the last one, or at the first that is not whole: then broken() says so.
class Nas5gsOptions {
 public:
  explicit Nas5gsOptions(ByteCursor rest) noexcept : rest_(rest) {}

  // Of an element of one octet `iei` is the octet's high half, and `value` is empty.
  bool next(std::uint8_t& iei, ByteCursor& value) noexcept {
    if (rest_.empty()) return false;
    iei = rest_.u8();
    if ((iei & 0x80) != 0) {
      iei &= 0xf0;
      value = {};
      return true;
    }
    const std::size_t fixed = fixed_length(iei);
    const std::size_t length = fixed != 0 ? fixed : (iei & 0x70) == 0x70 ? rest_.u16() : rest_.u8();
    value = rest_.sub(length);
    broken_ = !rest_.ok();
    return !broken_;
  }
  bool broken() const noexcept { return broken_; }

 private:
  // Octets of value; 0: a length stands before it.
  static constexpr std::size_t fixed_length(std::uint8_t iei) noexcept {
    switch (iei) {
      case 0x12:            // PDU session ID
      case 0x46:            // local time zone
      case 0x58:            // 5GMM cause
      case 0x59: return 1;  // old PDU session ID
      case 0x52: return 6;  // last visited registered TAI
      case 0x47: return 7;  // universal time and local time zone
      default: return 0;
    }
  }

  ByteCursor rest_;
  bool broken_ = false;
};

}  // namespace celltally

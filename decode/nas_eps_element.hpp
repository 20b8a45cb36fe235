#pragma once

#include <cstdint>
#include <span>

#include "decode/byte_cursor.hpp"

namespace celltally {

// An optional element behind the mandatory ones of a NAS message (TS 24.007 11.2.4): one that has
// no type octet of its own (type 1) has its high four bits as `id`, and no value.
struct NasEpsElement {
  std::uint8_t id = 0;
  std::span<const std::uint8_t> value;
};

// False at the end, and, with `bytes` not ok(), where an element is not whole.
bool next_nas_eps_element(ByteCursor& bytes, NasEpsElement& element) noexcept;

// A value behind an octet, or two, with its length; empty and not ok() in `bytes` where it is not
// whole.
std::span<const std::uint8_t> nas_eps_value(ByteCursor& bytes) noexcept;
std::span<const std::uint8_t> nas_eps_long_value(ByteCursor& bytes) noexcept;

// Optional elements that are read, by their id. It is the same in every message that has them.
constexpr std::uint8_t kNasEpsLai = 0x13;
constexpr std::uint8_t kNasEpsMobileIdentity = 0x23;
constexpr std::uint8_t kNasEpsGuti = 0x50;
constexpr std::uint8_t kNasEpsCause = 0x53;

}  // namespace celltally

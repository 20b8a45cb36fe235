#pragma once

#include <cstdint>

#include "anonymise/session_tag.hpp"
#include "vocabulary/tag.hpp"

namespace celltally {

// A bijection that spreads what differs in a few bits over all.
constexpr std::uint64_t mixed(std::uint64_t value) noexcept {
  value = (value ^ value >> 32) * 0xd6e8feb86659fd93;
  value = (value ^ value >> 29) * 0xd6e8feb86659fd93;
  return value ^ value >> 32;
}

// Somebody who is known by a temporary identity only, from a second on. Who gets the same identity
// later is somebody else, be it in the same second: `number` is another one then. Never unknown.
constexpr Tag temporary_tag(SessionTag identity, std::int64_t second,
                            std::uint64_t number) noexcept {
  const std::uint64_t when = static_cast<std::uint64_t>(second) << 32 | number;
  const std::uint64_t tag = mixed(identity.value + when * 0x9e3779b97f4a7c15);
  return {tag == 0 ? 1 : tag};
}

}  // namespace celltally

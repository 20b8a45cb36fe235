#pragma once

#include <cstdint>

#include "anonymise/node_table.hpp"
#include "anonymise/session_tag.hpp"
#include "vocabulary/plmn.hpp"
#include "vocabulary/tag.hpp"

namespace celltally {

// Whose session an endpoint stands for, and until when. Tags only. All octets zero: nobody's.
struct SessionBinding {
  static constexpr std::uint32_t kHomeMask = 0xffffff;
  static constexpr std::uint32_t kMachine = 1u << 24;
  static constexpr std::uint32_t kUnauthenticated = 1u << 25;
  static constexpr std::uint32_t kEnding = 1u << 26;  // deleted: use no longer keeps it

  Tag person;
  SessionTag peer;              // the tunnel's other end; none when not seen
  std::int64_t expires_at = 0;  // the last second of packet time at which it is good
  std::uint32_t home_and_flags = 0;
  NodeTable::Life node;

  constexpr Plmn home() const noexcept { return {home_and_flags & kHomeMask}; }
  constexpr bool machine() const noexcept { return (home_and_flags & kMachine) != 0; }
  constexpr bool unauthenticated() const noexcept {
    return (home_and_flags & kUnauthenticated) != 0;
  }
  constexpr bool ending() const noexcept { return (home_and_flags & kEnding) != 0; }
};

static_assert(sizeof(SessionBinding) == 32, "two in a cache line");

}  // namespace celltally

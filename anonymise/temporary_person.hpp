#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <type_traits>

#include "vocabulary/event_kind.hpp"
#include "vocabulary/place.hpp"
#include "vocabulary/presence.hpp"
#include "vocabulary/protocol.hpp"
#include "vocabulary/tag.hpp"
#include "vocabulary/timestamp.hpp"

namespace celltally {

// Somebody who is known by a temporary identity only, and what was counted for them: so that it can
// be counted for another when it turns out who they are.
struct TemporaryPerson {
  static constexpr std::size_t kSightingsMax = 7;

  struct Sighting {
    Timestamp at;
    Place cell;
    EventKind kind;
    Presence presence;
    Protocol protocol;
  };

  Tag tag;
  std::uint8_t count = 0;  // of sightings
  bool left_out = false;   // there were more than there is room for
  std::array<Sighting, kSightingsMax> sightings{};
};

static_assert(std::is_trivially_copyable_v<TemporaryPerson>);

}  // namespace celltally

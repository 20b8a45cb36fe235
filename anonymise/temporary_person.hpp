#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <type_traits>

#include "vocabulary/event_kind.hpp"
#include "vocabulary/place.hpp"
#include "vocabulary/presence.hpp"
#include "vocabulary/protocol.hpp"
#include "vocabulary/service_class.hpp"
#include "vocabulary/signalling_event.hpp"
#include "vocabulary/tag.hpp"
#include "vocabulary/timestamp.hpp"

namespace celltally {

// Somebody who is known by a temporary identity only, and what was counted for them: so that it can
// be counted for another when it turns out who they are.
struct TemporaryPerson {
  static constexpr std::size_t kSightingsMax = 7;

  // Of one event, or of several alike: see TemporaryPeople.
  struct Sighting {
    Timestamp at;
    Place cell;
    EventKind kind;
    Presence presence;
    Protocol protocol;
    ServiceClass service;
    std::uint16_t lasts_s;  // until the last of them

    // The first of them.
    SignallingEvent event_of(Tag person) const noexcept {
      SignallingEvent event;
      event.person = person;
      event.at = at;
      event.cell = cell;
      event.kind = kind;
      event.presence = presence;
      event.protocol = protocol;
      event.service = service;
      return event;
    }
  };
  static_assert(sizeof(Sighting) == 24);

  Tag tag;
  std::uint8_t count = 0;  // of sightings
  bool left_out = false;   // there were more than there is room for: these are the newest
  std::array<Sighting, kSightingsMax> sightings{};
};

static_assert(std::is_trivially_copyable_v<TemporaryPerson>);

}  // namespace celltally

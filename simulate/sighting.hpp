#pragma once

#include <cstdint>
#include <optional>

#include "vocabulary/event_kind.hpp"
#include "vocabulary/place.hpp"
#include "vocabulary/presence.hpp"
#include "vocabulary/timestamp.hpp"

namespace celltally {

// What really happened in a scenario and is to be found in its packets: once, however often the
// message was sent. Things without a cell are no sighting.
struct Sighting {
  Timestamp at;
  std::optional<std::uint32_t> person;  // nobody: a machine, no verified identity, or a session
                                        // whose beginning the capture does not have
  Place place;
  EventKind kind = EventKind::none;
  Presence presence = Presence::exact;
};

}  // namespace celltally

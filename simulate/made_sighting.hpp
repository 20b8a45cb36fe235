#pragma once

#include <cstdint>

#include "simulate/device_profile.hpp"
#include "vocabulary/event_kind.hpp"
#include "vocabulary/place.hpp"
#include "vocabulary/presence.hpp"
#include "vocabulary/timestamp.hpp"

namespace celltally {

// What a perfect probe would tell of one message of the made-up world: once, however often the
// message was sent, and not of a message that was lost. Messages that name no cell are no sighting.
struct MadeSighting {
  Timestamp at;
  std::uint32_t device = 0;
  DeviceKind who = DeviceKind::worker;
  MachineMark mark = MachineMark::none;
  bool opted_out = false;
  std::uint32_t cell = 0;  // Geography::number
  Place place;
  EventKind kind = EventKind::none;
  Presence presence = Presence::exact;

  constexpr bool real() const noexcept { return kind != EventKind::none; }
};

}  // namespace celltally

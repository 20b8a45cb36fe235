#pragma once

#include <cstdint>

#include "aggregate/shard.hpp"
#include "tests/aggregate/packet_stream.hpp"

namespace celltally::test {

// A shard of a few people on one day in UTC, and events for it.
inline constexpr std::int64_t kNoon = 1'767'268'800;  // 2026-01-01T12:00:00Z

inline Calendar utc() {
  return Calendar::in_zone("UTC").value();
}

inline Shard::Limits small() {
  return {.people_max = 8, .cells_max = 4, .visits_max = 16};
}

inline Timestamp at(std::int64_t hour, std::int64_t minute, std::int64_t second = 0) {
  return Timestamp::from_seconds(kNoon + (hour - 12) * 3600 + minute * 60 + second);
}

inline SignallingEvent seen(std::uint64_t person, std::uint64_t in_cell, Timestamp at,
                            Presence presence = Presence::exact) {
  SignallingEvent event;
  event.at = at;
  event.person = {person};
  event.cell = cell(in_cell);
  event.kind = EventKind::service_request;
  event.presence = presence;
  return event;
}

}  // namespace celltally::test

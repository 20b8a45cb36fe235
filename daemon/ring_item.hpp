#pragma once

#include <cstdint>
#include <type_traits>

#include "vocabulary/signalling_event.hpp"
#include "vocabulary/timestamp.hpp"

namespace celltally {

// What travels from a worker to a shard, in the order of the worker's clock: events, and between
// them what the shard has to know of time.
struct RingItem {
  enum class Kind : std::uint8_t {
    event,     // `event` is to be counted
    clock,     // it is `clock`, and nothing earlier will come
    epoch,     // what follows was tagged with another key, born at `event.at`
    anew,      // the clock was set for the `steps`th time: the epoch ends, time begins anew
    rest,      // nobody need wait for this worker until its next item
    finished,  // there will be no other
  };

  Kind kind = Kind::event;
  std::uint32_t steps = 0;
  Timestamp clock{};  // the worker's: of events, clock and epoch
  SignallingEvent event{};
};

// Whether items of this kind are of the worker's time.
constexpr bool has_clock(RingItem::Kind kind) noexcept {
  return kind == RingItem::Kind::event || kind == RingItem::Kind::clock ||
         kind == RingItem::Kind::epoch;
}

static_assert(std::is_trivially_copyable_v<RingItem>);
static_assert(sizeof(RingItem) == 64, "a cache line");

}  // namespace celltally

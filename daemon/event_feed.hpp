#pragma once

#include <cstdint>
#include <span>

#include "vocabulary/signalling_event.hpp"
#include "vocabulary/timestamp.hpp"

namespace celltally {

// Where a worker's events go: to its own shard (InlineShard), or through rings to several
// (RingFeed). Called once a burst and in the order of the worker's clock, by the worker's thread.
// The worker gives no event of a later clock before it has said advance() to next_due().
class EventFeed {
 public:
  EventFeed() = default;
  EventFeed(const EventFeed&) = delete;
  EventFeed& operator=(const EventFeed&) = delete;
  virtual ~EventFeed() = default;

  // Where the clock may not get without advance(); before the first one, always.
  virtual Timestamp next_due() const noexcept = 0;

  // It is `clock`, the latest packet time so far or later; never goes back but by begin_anew().
  virtual void advance(Timestamp clock) = 0;

  // What a burst told, copies and messages without an event among it, when the clock was `clock`.
  virtual void count(std::span<const SignallingEvent> events, Timestamp clock) = 0;

  // What comes now was tagged with the key that was born at `born`. After the advance() into the
  // day of that key.
  virtual void begin_epoch(Timestamp born) = 0;

  // The clock was set for the `steps`th time since the start: what is open closes, and time begins
  // anew, perhaps earlier.
  virtual void begin_anew(std::uint64_t steps) = 0;

  // Nothing came in the packets' own time: nobody need wait for this worker until it speaks again.
  virtual void rest() = 0;

  // Nothing will come any more.
  virtual void finish() = 0;
};

}  // namespace celltally

#include "aggregate/shard.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

#include "aggregate/shard_state.hpp"

namespace celltally {

Shard::State::State(const Limits& limits_given, Calendar calendar_given)
    : limits(limits_given),
      calendar(std::move(calendar_given)),
      people(limits.people_max),
      cells(limits.cells_max),
      visits(limits.visits_max) {}

Shard::Shard(const Limits& limits, Calendar calendar)
    : state_(std::make_unique<State>(limits, std::move(calendar))) {}

Shard::~Shard() = default;

void Shard::count(std::span<const SignallingEvent> events, Timestamp clock) noexcept {
  State& state = *state_;
  const Timestamp now = std::min(clock, Calendar::kLatest);
  if (now < Calendar::kEarliest) {
    assert(events.empty());
    return;
  }
  if (!state.open.begun()) {
    const DayHours hours(state.calendar, now, state.limits.grace_s);
    state.begin_day(hours, hours.hour_of(now));
  }
  assert(now < state.open.next_due());
  state.advance(now);
  state.open.capture(state.open.current());
  state.count(events);
}

Timestamp Shard::next_due() const noexcept {
  return state_->open.next_due();
}

Window Shard::day() const noexcept {
  return state_->open.hours().day();
}

const Shard::Counters& Shard::counters() const noexcept {
  return state_->counters;
}

std::size_t Shard::people() const noexcept {
  return state_->people.size();
}

std::size_t Shard::cells() const noexcept {
  return state_->cells.size();
}

}  // namespace celltally

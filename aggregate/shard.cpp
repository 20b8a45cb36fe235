#include "aggregate/shard.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

#include "aggregate/shard_state.hpp"

namespace celltally {

namespace {

// Lists have half a block to spare on average, and of people who move little more than half.
std::size_t visit_blocks(const Shard::Limits& limits) {
  return limits.visits_max / 4 + 1;
}

// One for everybody; more for who is in more than seven cells in two hours.
std::size_t mark_blocks(const Shard::Limits& limits) {
  return limits.people_max + limits.visits_max / 16 + 1;
}

}  // namespace

Shard::State::State(const Limits& limits_given, Calendar calendar_given,
                    std::shared_ptr<CountingBases> bases_given)
    : limits(limits_given),
      calendar(std::move(calendar_given)),
      bases(std::move(bases_given)),
      basis(std::make_shared<const CountingBasis>()),
      people(limits.people_max),
      cells(std::min<std::size_t>(limits.cells_max, Visit::kCellsMax)),
      log(visit_blocks(limits)),
      marks(mark_blocks(limits)),
      rules(log, cells, counters.visits) {}

Shard::Shard(const Limits& limits, Calendar calendar, std::shared_ptr<const CountingBasis> basis)
    : Shard(limits, std::move(calendar), std::make_shared<CountingBases>(std::move(basis))) {}

Shard::Shard(const Limits& limits, Calendar calendar, std::shared_ptr<CountingBases> bases)
    : state_(std::make_unique<State>(limits, std::move(calendar), std::move(bases))) {}

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
  } else {
    assert(now < state.open.next_due());
  }
  state.advance(now);
  state.open.capture(state.open.current(), now);
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

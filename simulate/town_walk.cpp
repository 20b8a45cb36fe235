#include "simulate/town_walk.hpp"

#include <algorithm>

#include "simulate/town_timing.hpp"

namespace celltally {

namespace {

using Action = TownStep::Action;

constexpr std::int64_t kMinuteMs = 60'000;

bool same_network(TownCell left, TownCell right) {
  return (left == TownCell::works) == (right == TownCell::works);
}

}  // namespace

TownWalk::TownWalk(SplitMix& random, const TownPerson& person, Timestamp end,
                   std::vector<TownStep>& steps)
    : random_(random), person_(person), end_{end.ns - kBreathNs}, steps_(steps) {}

void TownWalk::stay(TownCell cell, Timestamp from, Timestamp until) {
  const Timestamp limit = std::min(Timestamp{until.ns - kBreathNs}, end_);
  const Timestamp arrival = std::max(from, free_);
  if (arrival.ns + kBreathNs > limit.ns) return;
  arrive(cell, arrival);
  for (;;) {
    const bool long_silence = random_.percent(6);
    const std::int64_t minutes = long_silence ? random_.between(90, 145) : random_.between(4, 45);
    const Timestamp at = after(free_, minutes * kMinuteMs + random_.between(0, kMinuteMs));
    if (at > limit) return;
    const std::uint32_t what = random_.below(100);
    if (what < 60) {
      add(at, Action::service_request, cell);
    } else if (what < 70) {
      add(at, Action::paged, cell);
    } else if (what < 85) {
      add(at, Action::service_request_no_cell, cell);
    } else {
      add(at, Action::report, cell);
    }
  }
}

void TownWalk::leave(Timestamp at) {
  const Timestamp moment = std::max(at, free_);
  if (!cell_ || moment > end_) return;
  add(moment, Action::detach, *cell_);
  cell_.reset();
}

void TownWalk::arrive(TownCell cell, Timestamp at) {
  constexpr std::int64_t kAgainMs = 20'000;
  if (!cell_ && !person_.from_before) {
    if (random_.percent(3)) {
      add(at, Action::attach_refused, cell);
      at = after(at, kAgainMs);
    }
    add(at, Action::attach, cell);
  } else if (cell_ && !same_network(*cell_, cell)) {
    add(at, Action::detach, *cell_);
    add(after(at, kAgainMs), Action::attach, cell);
  } else {
    add(at, Action::service_request, cell);
  }
  cell_ = cell;
}

void TownWalk::add(Timestamp at, Action action, TownCell cell) {
  steps_.push_back({at, person_.number, action, cell});
  free_ = {at.ns + kBreathNs};
}

}  // namespace celltally

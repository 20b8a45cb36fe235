#include <algorithm>
#include <cassert>
#include <numeric>
#include <tuple>
#include <utility>

#include "aggregate/presence_score.hpp"
#include "aggregate/shard_state.hpp"

namespace celltally {

namespace {

void sort_by_end(std::vector<ClosedWindow>& closed) {
  const auto key = [](const ClosedWindow& one) {
    return std::tuple(one.window.to, one.statistic, one.window.from);
  };
  std::sort(closed.begin(), closed.end(),
            [&](const ClosedWindow& a, const ClosedWindow& b) { return key(a) < key(b); });
}

}  // namespace

std::vector<ClosedWindow> Shard::close(Timestamp clock) {
  State& state = *state_;
  const Timestamp now = std::min(clock, Calendar::kLatest);
  std::vector<ClosedWindow> closed;
  if (!state.open.begun() || now < state.open.clock()) return closed;
  if (state.long_gap(now)) {
    closed = close_all();
    const DayHours hours(state.calendar, now, state.limits.grace_s);
    state.begin_day(hours, hours.hour_of(now));
  }
  while (now >= state.open.hours().day().to) {
    const Timestamp next = state.open.hours().day().to;
    state.close_day(state.open.hours().size(), closed);
    state.begin_day(DayHours(state.calendar, next, state.limits.grace_s), 0);
  }
  state.advance(now);
  state.close_due(now, closed);
  sort_by_end(closed);
  return closed;
}

std::vector<ClosedWindow> Shard::close_all() {
  State& state = *state_;
  std::vector<ClosedWindow> closed;
  if (!state.open.begun()) return closed;
  state.close_day(state.open.current() + 1, closed);
  sort_by_end(closed);
  return closed;
}

void Shard::State::begin_day(const DayHours& hours, std::size_t first) noexcept {
  open.begin(hours, first);
}

void Shard::State::advance(Timestamp clock) noexcept {
  open.advance(std::max(clock, open.clock()));
  open.find_next_due();
}

// Whether more than kGapHoursMax hours lie between the hour of the last clock and that of `clock`.
bool Shard::State::long_gap(Timestamp clock) const {
  if (clock < open.hours().day().to) return false;
  std::size_t between = open.hours().size() - 1 - open.current();
  DayHours next(calendar, open.hours().day().to, 0);
  while (between <= kGapHoursMax && clock >= next.day().to) {
    between += next.size();
    next = DayHours(calendar, next.day().to, 0);
  }
  return between > kGapHoursMax || between + next.hour_of(clock) > kGapHoursMax;
}

void Shard::State::close_due(Timestamp clock, std::vector<ClosedWindow>& closed) {
  while (open.events_due(clock)) {
    closed.push_back(close_events(open.next_events()));
    open.events_closed();
  }
  while (open.presence_due(clock)) {
    closed.push_back(close_presence(open.next_presence()));
    open.presence_closed();
  }
  open.find_next_due();
}

void Shard::State::close_day(std::size_t end, std::vector<ClosedWindow>& closed) {
  for (; open.next_events() < end; open.events_closed()) {
    closed.push_back(close_events(open.next_events()));
  }
  for (; open.next_presence() < end; open.presence_closed()) {
    closed.push_back(close_presence(open.next_presence()));
  }
  closed.push_back(close_visitors());
  open.end();
  forget();
}

// No tag of the day may be left (privacy reference 2.2), nor anything that was counted with it.
void Shard::State::forget() noexcept {
  people.clear();
  cells.clear();
  visits.clear();
  order_of_cells.clear();
}

ClosedWindow Shard::State::close_events(std::size_t hour) {
  ClosedWindow closed =
      empty_window(Statistic::events, open.hours()[hour].window, open.captured(hour));
  for (const std::uint32_t cell : cells_in_order()) {
    CellHour& numbers = cells.hour(cell, hour);
    for (std::size_t kind = 1; kind < kEventKinds; ++kind) {
      const std::size_t index = CellHour::index_of(static_cast<EventKind>(kind));
      if (numbers.events[index] == 0) continue;
      closed.tallies.push_back(
          {.key = {.place = cells.place(cell), .detail = Detail::of(static_cast<EventKind>(kind))},
           .value = numbers.events[index],
           .people = numbers.people[index]});
    }
    numbers = {};
  }
  return closed;
}

ClosedWindow Shard::State::close_presence(std::size_t hour) {
  ClosedWindow closed =
      empty_window(Statistic::presence, open.hours()[hour].window, open.captured(hour));
  const std::size_t slot = hour % DayHours::kPresenceOpen;
  std::vector<std::uint64_t> present(cells.size());
  for (const Person& person : people.people()) {
    if (PresenceScore::is_of(person.best_score[slot], hour)) ++present[person.best_cell[slot]];
  }
  for (const std::uint32_t cell : cells_in_order()) {
    if (present[cell] == 0) continue;
    closed.tallies.push_back(
        {.key = {.place = cells.place(cell)}, .value = present[cell], .people = present[cell]});
  }
  return closed;
}

ClosedWindow Shard::State::close_visitors() {
  ClosedWindow closed = empty_window(Statistic::visitors, open.hours().day(), open.captured_any());
  closed.cells_seen.reserve(cells.size());
  for (const std::uint32_t cell : cells_in_order()) {
    closed.cells_seen.push_back({.cell = cells.place(cell)});
  }
  // A machine has a place in the table and no visits.
  closed.people = static_cast<std::uint64_t>(
      std::count_if(people.people().begin(), people.people().end(),
                    [](const Person& person) { return person.cells != 0; }));
  for (const std::uint32_t cell : cells_in_order()) {
    const std::uint64_t value = cells.visitors(cell);
    if (value == 0) continue;
    closed.tallies.push_back(
        {.key = {.place = cells.place(cell), .detail = Detail::of(VisitorClass::unknown)},
         .value = value,
         .people = value});
  }
  return closed;
}

ClosedWindow Shard::State::empty_window(Statistic statistic, Window window, bool captured) {
  ClosedWindow closed;
  closed.statistic = statistic;
  closed.window = window;
  closed.captured = captured;
  return closed;
}

// The numbers of today's cells, by place. Cells only come in addition, so the size tells whether
// the order is still right.
const std::vector<std::uint32_t>& Shard::State::cells_in_order() {
  if (order_of_cells.size() != cells.size()) {
    order_of_cells.resize(cells.size());
    std::iota(order_of_cells.begin(), order_of_cells.end(), 0u);
    std::sort(order_of_cells.begin(), order_of_cells.end(),
              [this](auto a, auto b) { return cells.place(a) < cells.place(b); });
  }
  return order_of_cells;
}

}  // namespace celltally

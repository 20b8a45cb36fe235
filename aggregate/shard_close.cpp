#include <algorithm>
#include <numeric>
#include <tuple>
#include <utility>

#include "aggregate/day_places.hpp"
#include "aggregate/shard_state.hpp"
#include "aggregate/whereabouts.hpp"

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
    state.close_day(next, closed);
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
  state.close_day({state.open.clock().ns + 1}, closed);
  sort_by_end(closed);
  return closed;
}

void Shard::State::begin_day(const DayHours& hours, std::size_t first) noexcept {
  basis = bases->of_day(hours.day().from);
  open.begin(hours, first, basis->plan().grain_minutes, limits.grace_s);
  night_end = DayParts(calendar, hours.day().from).to(DayParts::kNight);
  settle();
}

// Says what can no longer change: neither by an event of an open hour, nor by a bin that will ask.
void Shard::State::settle() noexcept {
  if (basis->plan().level != CountLevel::cell) return rules.settle(0, 0);
  Timestamp until = open.clock();
  if (open.next_events() < open.hours().size()) {
    until = open.hours()[open.next_events()].window.from;
  }
  for (const OpenBins* bins : {&open.presence(), &open.machines()}) {
    if (bins->next() < bins->bins().size()) {
      until = std::min(until, bins->bins()[bins->next()].middle);
    }
  }
  rules.settle(night_end + DayReader::kHalfGapMaxS, open.second_of(until));
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
  for (; open.events_due(clock); open.events_closed()) {
    closed.push_back(close_events(open.next_events()));
  }
  for (OpenBins& bins = open.presence(); bins.due(clock); bins.closed()) {
    closed.push_back(close_presence(bins.next()));
  }
  for (OpenBins& bins = open.machines(); bins.due(clock); bins.closed()) {
    closed.push_back(close_machines(bins.next()));
  }
  open.find_next_due();
  settle();
}

void Shard::State::close_day(Timestamp end, std::vector<ClosedWindow>& closed) {
  const DayHours& hours = open.hours();
  for (; open.next_events() < hours.size() && hours[open.next_events()].window.from < end;
       open.events_closed()) {
    closed.push_back(close_events(open.next_events()));
  }
  for (OpenBins& bins = open.presence(); bins.begun(end); bins.closed()) {
    closed.push_back(close_presence(bins.next()));
  }
  for (OpenBins& bins = open.machines(); bins.begun(end); bins.closed()) {
    closed.push_back(close_machines(bins.next()));
  }
  close_statistics(closed);
  open.end();
  forget();
}

// No tag of the day may be left (privacy reference 2.2), nor anything that was counted with it.
void Shard::State::forget() noexcept {
  people.clear();
  cells.clear();
  log.clear();
  marks.clear();
  order_of_cells.clear();
  cell_sites.clear();
}

ClosedWindow Shard::State::close_events(std::size_t hour) {
  ClosedWindow closed =
      empty_window(Statistic::events, open.hours()[hour].window, open.captured(hour));
  const auto tell = [&](std::uint32_t cell, std::size_t index, Detail detail) {
    const CellHour& numbers = cells.hour(cell, hour);
    if (numbers.events[index] == 0) return;
    closed.tallies.push_back({.key = {.place = cells.place(cell), .detail = detail},
                              .value = numbers.events[index],
                              .people = numbers.people[index]});
  };
  for (const std::uint32_t cell : cells_in_order()) {
    for (std::size_t i = 1; i < kEventKinds; ++i) {
      const auto kind = static_cast<EventKind>(i);
      tell(cell, HourMark::index_of(kind), Detail::of(kind));
    }
    for (std::size_t i = 1; i < kServiceClasses; ++i) {
      const auto service = static_cast<ServiceClass>(i);
      tell(cell, HourMark::index_of(service), Detail::of(service));
    }
    cells.hour(cell, hour) = {};
  }
  return closed;
}

ClosedWindow Shard::State::close_presence(std::size_t bin) {
  const TimeBins::Bin& time = open.presence().bins()[bin];
  ClosedWindow closed =
      empty_window(Statistic::presence, time.window, open.presence().captured(bin));
  closed.tallies = present_at(time.middle, false, basis->plan().level);
  return closed;
}

ClosedWindow Shard::State::close_machines(std::size_t hour) {
  const TimeBins::Bin& time = open.machines().bins()[hour];
  ClosedWindow closed = empty_window(Statistic::machines, time.window, open.captured(hour));
  closed.tallies = present_at(time.middle, true, CountLevel::zone);
  return closed;
}

std::vector<Tally> Shard::State::present_at(Timestamp at, bool machines, CountLevel level) {
  std::vector<std::uint64_t> present(cells.size());
  const std::uint32_t second = open.second_of(at);
  const std::span<const Person> all = people.people();
  for (std::size_t i = 0; i < all.size(); ++i) {
    const Person& person = all[i];
    const Person& later = all[std::min(i + kAhead, all.size() - 1)];
    if (later.now.first > second) log.prefetch(later.log);
    if (!person.visits || is_machine(person) != machines) continue;
    if (const auto cell = cell_at(person, log, second)) ++present[*cell];
  }
  const DayPlaces places(level, sites());
  std::vector<std::uint64_t> sums(places.places());
  for (std::size_t cell = 0; cell < present.size(); ++cell) {
    sums[places.place_of(cell)] += present[cell];
  }
  std::vector<Tally> tallies;
  for (std::uint32_t i = 0; i < sums.size(); ++i) {
    if (sums[i] == 0) continue;
    tallies.push_back({.key = {.place = places.place(i)}, .value = sums[i], .people = sums[i]});
  }
  return tallies;
}

// (Privacy reference 1.0.)
bool Shard::State::is_machine(const Person& person) const noexcept {
  if (person.machine) return true;
  if (!person.gaps.regular()) return false;
  bool still = true;
  log.each_from_newest(person.log, [&](const Visit& visit) {
    still = visit.cell == person.now.cell;
    return still;
  });
  return still;
}

ClosedWindow Shard::State::empty_window(Statistic statistic, Window window, bool captured) const {
  ClosedWindow closed;
  closed.statistic = statistic;
  closed.window = window;
  closed.captured = captured;
  closed.edition = basis->edition();
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

// Of today's cells, in the order of their numbers.
const std::vector<CellSite>& Shard::State::sites() {
  for (auto cell = static_cast<std::uint32_t>(cell_sites.size()); cell < cells.size(); ++cell) {
    cell_sites.push_back(basis->site_of(cells.place(cell)));
  }
  return cell_sites;
}

}  // namespace celltally

// How a shard counts out the day when it is over. The windows that close before that are in
// shard_close.cpp.

#include <algorithm>
#include <utility>

#include "aggregate/shard_state.hpp"

namespace celltally {

void Shard::State::close_statistics(std::vector<ClosedWindow>& closed) {
  DayCount day(DayParts(calendar, open.hours().day().from), basis->plan().level, sites(),
               basis->plan().caps);
  const std::uint64_t different = count_people(day);
  for (ClosedWindow& window : day.windows()) {
    window.captured = captured_in(window.window);
    window.edition = basis->edition();
    if (window.statistic == Statistic::visitors) {
      window.people = different;
      for (const std::uint32_t cell : cells_in_order()) {
        window.cells_seen.push_back(cells.seen(cell));
      }
    }
    closed.push_back(std::move(window));
  }
}

// How many different ones they are. A machine has a place in the table, and so has who was taken
// back.
std::uint64_t Shard::State::count_people(DayCount& day) {
  std::uint64_t different = 0;
  std::vector<Visit> visits;
  for (const Person& person : people.people()) {
    if (!person.visits) continue;
    if (is_machine(person)) {
      counters.machines_by_behaviour += !person.machine;
      continue;
    }
    visits.assign(1, person.now);
    log.each_from_newest(person.log, [&](const Visit& visit) {
      visits.push_back(visit);
      return true;
    });
    std::reverse(visits.begin(), visits.end());
    ++different;
    day.add({.visits = visits,
             .country = person.guest ? person.country : 0u,
             .segment = {static_cast<std::uint8_t>(person.segment)},
             .gaps = person.gaps.median(),
             .draw = person.draw});
  }
  return different;
}

bool Shard::State::captured_in(Window window) const noexcept {
  for (std::size_t hour = 0; hour < open.hours().size(); ++hour) {
    const Window one = open.hours()[hour].window;
    if (open.captured(hour) && one.from < window.to && window.from < one.to) return true;
  }
  return false;
}

}  // namespace celltally

// How a shard counts for another what it has counted for somebody known by a temporary identity
// (Revision): the events stay, the people behind them change. The rest of counting is in
// shard_count.cpp.

#include "aggregate/presence_score.hpp"
#include "aggregate/shard_state.hpp"

namespace celltally {

void Shard::State::revise(const SignallingEvent& event) noexcept {
  const bool of_today = open.begun() && event.at >= open.hours().day().from &&
                        event.at < open.hours().day().to && event.person.known() &&
                        is_cell(event.cell.kind());
  if (!of_today) {
    ++counters.revision_lost;
  } else if (event.revision == Revision::taken_back) {
    take_back(event);
    ++counters.taken_back;
  } else {
    ++(restate(event) ? counters.restated : counters.revision_lost);
  }
}

// Everything that the person was counted for in the cell; there is nothing to do the second time.
void Shard::State::take_back(const SignallingEvent& event) noexcept {
  const std::uint32_t found = people.find(event.person);
  const std::uint32_t cell = cells.find(event.cell);
  if (found == PersonTable::kNone || cell == CellTable::kNone) return;
  const std::size_t slot = visits.slot_of(HourMark::key_of(found, cell));
  if (visits.empty_at(slot) || visits.at(slot).taken_back()) return;
  Person& person = people[found];
  take_back_kinds(visits.at(slot), cell);
  visits.at(slot).take_back();
  --cells.visitors(cell);
  if (person.cells != Person::kManyCells) --person.cells;
  if (person.last_cell == cell) person.last_hour = 0;
  for (std::size_t i = 0; i < DayHours::kPresenceOpen; ++i) {
    if (person.best_cell[i] == cell) person.best_score[i] = 0;
  }
}

void Shard::State::take_back_kinds(HourMark& visit, std::uint32_t cell) noexcept {
  for (std::size_t hour = open.next_events(); hour <= open.current(); ++hour) {
    const std::uint16_t kinds = visit.kinds(hour);
    if (kinds == 0) continue;
    CellHour& numbers = cells.hour(cell, hour);
    for (std::size_t kind = 1; kind < kEventKinds; ++kind) {
      const auto each = static_cast<EventKind>(kind);
      if ((kinds & HourMark::bit(each)) != 0) --numbers.people[CellHour::index_of(each)];
    }
  }
}

// Of an hour whose events are closed only the day's visitors are left to be put right. False when
// there is no room.
bool Shard::State::restate(const SignallingEvent& event) noexcept {
  if (who_is_behind(event) != Behind::person) return true;
  if (limits.drop_test_networks && event.home.test_network()) return true;
  const std::uint32_t cell = cells.find(event.cell);
  std::uint32_t found = people.find(event.person);
  if (cell == CellTable::kNone || (found == PersonTable::kNone && people.full())) return false;
  if (found == PersonTable::kNone) found = people.add(event.person);
  const std::uint64_t key = HourMark::key_of(found, cell);
  const std::size_t slot = visits.slot_of(key);
  if (visits.empty_at(slot) && visits.full()) return false;
  const std::size_t hour = open.open_hour(event.at);
  const Admitted admitted{.event = &event,
                          .hour = static_cast<std::uint32_t>(hour),
                          .cell = cell,
                          .person = found,
                          .behind = Behind::person,
                          .has_person = true};
  if (hour == OpenHours::kNone) {
    visit_cell(people[found], slot, key, cell);
  } else if (note_visit(admitted)) {
    ++cells.hour(cell, hour).people[CellHour::index_of(event.kind)];
  }
  note_presence(admitted);
  return true;
}

}  // namespace celltally

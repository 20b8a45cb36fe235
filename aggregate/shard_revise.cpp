// How a shard counts for another what it has counted for somebody known by a temporary identity
// (Revision): the events stay, the people behind them change. The rest of counting is in
// shard_count.cpp.

#include <bit>

#include "aggregate/shard_state.hpp"

namespace celltally {

void Shard::State::revise(const SignallingEvent& event) noexcept {
  const bool of_today = open.begun() && event.at >= open.hours().day().from &&
                        event.at < open.hours().day().to && event.person.known();
  if (of_today && event.revision == Revision::taken_back) {
    take_back(event);
    ++counters.taken_back;
  } else if (!of_today || !is_cell(event.cell.kind())) {
    ++counters.revision_lost;
  } else {
    ++(restate(event) ? counters.restated : counters.revision_lost);
  }
}

// Everything that the person was counted for, wherever: there is nothing to do the second time.
void Shard::State::take_back(const SignallingEvent& event) noexcept {
  const std::uint32_t found = people.find(event.person);
  if (found == PersonTable::kNone) return;
  Person& person = people[found];
  marks.take_back(person, open.next_events(), [this](const HourMark& mark) {
    CellHour& numbers = cells.hour(mark.cell, static_cast<std::size_t>(mark.hour_plus_1) - 1);
    for (std::uint32_t seen = mark.seen; seen != 0; seen &= seen - 1) {
      --numbers.people[static_cast<std::size_t>(std::countr_zero(seen))];
    }
  });
  rules.take_back(person);
  person.gaps = {};
  person.acts = 0;
}

// Of an hour whose events are closed only the person's visits are left to be put right. False when
// there is no room.
bool Shard::State::restate(const SignallingEvent& event) noexcept {
  const Behind behind = who_is_behind(event);
  const bool somebody = behind == Behind::person || behind == Behind::machine;
  if (!somebody || !proves(event.presence) || test_network(event)) return true;
  Admitted admitted{.event = &event,
                    .hour = static_cast<std::uint32_t>(open.open_hour(event.at)),
                    .cell = cells.find(event.cell),
                    .person = PersonTable::kNone,
                    .behind = behind,
                    .has_person = true};
  if (admitted.cell == CellTable::kNone) return false;
  find_person(admitted);
  HourMark* mark = nullptr;
  if (!enter(admitted, mark)) return false;
  if (admitted.behind == Behind::person && admitted.hour != OpenHours::kNone) {
    add_person(admitted, mark);
  } else {
    see(people[admitted.person], event, admitted.cell);
  }
  return true;
}

}  // namespace celltally

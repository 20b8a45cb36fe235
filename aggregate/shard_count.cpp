#include <algorithm>

#include "aggregate/presence_score.hpp"
#include "aggregate/shard_state.hpp"

namespace celltally {

Shard::State::Behind Shard::State::who_is_behind(const SignallingEvent& event) noexcept {
  if (event.machine != MachineHint::none) return Behind::machine;
  if (event.unauthenticated) return Behind::unauthenticated;
  if (!event.person.known()) return Behind::unknown;
  const bool proves = event.presence != Presence::none && event.presence != Presence::intended;
  return proves ? Behind::person : Behind::no_presence;
}

// Three passes, so that the cache lines of many events are on their way at the same time: where to
// look for cell and person; where their numbers and the visit are; then count.
void Shard::State::count(std::span<const SignallingEvent> events) noexcept {
  std::array<Admitted, kStageEvents> stage;
  while (!events.empty()) {
    const auto burst = events.first(std::min(events.size(), stage.size()));
    events = events.subspan(burst.size());
    std::size_t admitted = 0;
    for (const SignallingEvent& event : burst) {
      if (admit(event, stage[admitted])) ++admitted;
    }
    for (Admitted& next : std::span{stage}.first(admitted)) look_up(next);
    for (Admitted& next : std::span{stage}.first(admitted)) add(next);
  }
}

// Whether the event goes on to the tables; if not, says why in a counter.
bool Shard::State::admit(const SignallingEvent& event, Admitted& admitted) noexcept {
  if (event.revision != Revision::none) [[unlikely]]
    return revise(event), false;
  const std::size_t hour = open.open_hour(event.at);
  if (hour != OpenHours::kNone) open.capture(hour);
  if (event.kind == EventKind::none) return ++counters.no_event, false;
  if (event.retransmission) return ++counters.retransmission, false;
  if (!is_cell(event.cell.kind())) return ++counters.no_cell, false;
  if (hour == OpenHours::kNone) return ++counters.late, false;
  if (limits.drop_test_networks && event.home.test_network()) {
    return ++counters.test_network, false;
  }
  admitted.event = &event;
  admitted.hour = static_cast<std::uint32_t>(hour);
  admitted.behind = who_is_behind(event);
  admitted.has_person = admitted.behind == Behind::person ||
                        (admitted.behind == Behind::machine && event.person.known());
  cells.prefetch(event.cell);
  if (admitted.has_person) people.prefetch(event.person);
  return true;
}

void Shard::State::look_up(Admitted& admitted) const noexcept {
  const SignallingEvent& event = *admitted.event;
  admitted.cell = cells.find(event.cell);
  admitted.person = admitted.has_person ? people.guess(event.person) : PersonTable::kNone;
  if (admitted.cell != CellTable::kNone) cells.prefetch(admitted.cell, admitted.hour);
  if (admitted.person == PersonTable::kNone) return;
  people.prefetch(admitted.person);
  if (admitted.cell == CellTable::kNone || admitted.behind != Behind::person) return;
  visits.prefetch(HourMark::key_of(admitted.person, admitted.cell));
}

// Asks all tables for room before it changes any, so that an event counts completely or not at all.
void Shard::State::add(Admitted& admitted) noexcept {
  const SignallingEvent& event = *admitted.event;
  if (admitted.cell == CellTable::kNone) admitted.cell = cells.find(event.cell);
  if (admitted.has_person &&
      (admitted.person == PersonTable::kNone || people[admitted.person].tag != event.person)) {
    admitted.person = people.find(event.person);
  }
  const bool new_cell = admitted.cell == CellTable::kNone;
  const bool new_person = admitted.has_person && admitted.person == PersonTable::kNone;
  const bool room_for_visit =
      admitted.behind != Behind::person || !visits.full() ||
      (!new_cell && !new_person &&
       !visits.empty_at(visits.slot_of(HourMark::key_of(admitted.person, admitted.cell))));
  if ((new_cell && cells.full()) || (new_person && people.full()) || !room_for_visit) {
    ++counters.table_full;
    return;
  }

  if (new_cell) admitted.cell = cells.add(event.cell);
  if (new_person) admitted.person = people.add(event.person);
  CellHour& numbers = cells.hour(admitted.cell, admitted.hour);
  const std::size_t kind = CellHour::index_of(event.kind);
  ++numbers.events[kind];
  switch (admitted.behind) {
    case Behind::person:
      ++counters.counted_person;
      if (event.known_by == KnownBy::temporary) ++counters.counted_temporary;
      if (note_visit(admitted)) ++numbers.people[kind];
      note_presence(admitted);
      return;
    case Behind::machine: ++counters.counted_machine; return;
    case Behind::unauthenticated: ++counters.counted_unauthenticated; return;
    case Behind::unknown: ++counters.counted_unknown; return;
    case Behind::no_presence: ++counters.counted_no_presence; return;
  }
}

// Whether this is the person's first event of its kind in this cell and hour. Sees to the day's
// visitors as well.
bool Shard::State::note_visit(const Admitted& admitted) noexcept {
  Person& person = people[admitted.person];
  const std::uint16_t kind = HourMark::bit(admitted.event->kind);
  if (person.repeats(admitted.cell, admitted.hour, kind)) return false;
  const std::uint64_t key = HourMark::key_of(admitted.person, admitted.cell);
  const std::size_t slot = visits.slot_of(key);
  visit_cell(person, slot, key, admitted.cell);
  HourMark& visit = visits.at(slot);
  const std::uint16_t before = visit.kinds(admitted.hour);
  const auto after = static_cast<std::uint16_t>(before | kind);
  visit.set_kinds(admitted.hour, after);
  person.last_cell = admitted.cell;
  person.last_hour = static_cast<std::uint8_t>(admitted.hour + 1);
  person.last_kinds = after;
  return before != after;
}

// Where the visit is, or is to be.
void Shard::State::visit_cell(Person& person, std::size_t slot, std::uint64_t key,
                              std::uint32_t cell) noexcept {
  if (visits.empty_at(slot)) {
    visits.add(slot, key);
  } else if (visits.at(slot).taken_back()) [[unlikely]] {
    visits.at(slot).put_back();
  } else {
    return;
  }
  ++cells.visitors(cell);
  if (person.cells != Person::kManyCells) ++person.cells;
}

// Offers the event to every open hour whose middle is near enough. Equal scores are events of the
// same time and rank: the smaller place wins, so that the order of arrival does not matter.
void Shard::State::note_presence(const Admitted& admitted) noexcept {
  const DayHours& hours = open.hours();
  const Timestamp at = admitted.event->at;
  Person& person = people[admitted.person];
  for (std::size_t hour = open.next_presence();
       hour < hours.size() && hours[hour].half.ns - at.ns <= DayHours::kReachNs; ++hour) {
    if (at.ns - hours[hour].half.ns > DayHours::kReachNs) continue;
    const auto score = PresenceScore::of(hour, admitted.event->presence, at, hours[hour].half);
    const std::size_t slot = hour % DayHours::kPresenceOpen;
    const bool wins = score > person.best_score[slot] ||
                      (score == person.best_score[slot] &&
                       admitted.event->cell < cells.place(person.best_cell[slot]));
    if (!wins) continue;
    person.best_score[slot] = score;
    person.best_cell[slot] = admitted.cell;
  }
}

}  // namespace celltally

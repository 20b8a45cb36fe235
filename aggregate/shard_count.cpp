#include <algorithm>
#include <bit>
#include <utility>

#include "aggregate/draw.hpp"
#include "aggregate/shard_state.hpp"

namespace celltally {

namespace {

Visit::Rank rank_of(Presence presence) noexcept {
  return presence == Presence::exact  ? Visit::Rank::exact
         : presence == Presence::area ? Visit::Rank::area
                                      : Visit::Rank::last_known;
}

// What a device does because it has something to do, and surely not by a timer of the network or
// because it moves.
bool is_act(EventKind kind) noexcept {
  return kind == EventKind::service_request || kind == EventKind::session_new ||
         kind == EventKind::session_modify || kind == EventKind::session_end ||
         kind == EventKind::call || kind == EventKind::text;
}

// Where no acts are told, reports of the cell stand for them.
void note_act(Person& person, EventKind kind, std::uint32_t second) noexcept {
  if (is_act(kind)) {
    if (!person.acts) person.gaps.forget_acts();
    person.acts = 1;
  } else if (person.acts || kind != EventKind::location_report) {
    return;
  }
  person.gaps.note_act(second);
}

}  // namespace

bool Shard::State::proves(Presence presence) noexcept {
  return presence != Presence::none && presence != Presence::intended;
}

Shard::State::Behind Shard::State::who_is_behind(const SignallingEvent& event) const noexcept {
  if (event.machine != MachineHint::none) return Behind::machine;
  if (event.unauthenticated) return Behind::unauthenticated;
  if (!event.person.known()) return Behind::unknown;
  if (event.known_by == KnownBy::temporary && basis->plan().leave_out_temporary) {
    return Behind::unknown;
  }
  return proves(event.presence) ? Behind::person : Behind::no_presence;
}

void Shard::State::count(std::span<const SignallingEvent> events) noexcept {
  Stage stage;
  std::size_t admitted = 0;
  for (const SignallingEvent& event : events) {
    if (event.revision != Revision::none) [[unlikely]] {
      run(std::span{stage}.first(std::exchange(admitted, 0)));  // it is about what came before
      revise(event);
      continue;
    }
    if (admit(event, stage[admitted])) ++admitted;
    if (admitted == stage.size()) run(std::span{stage}.first(std::exchange(admitted, 0)));
  }
  run(std::span{stage}.first(admitted));
}

// In passes, so that the cache lines of many events are on their way at the same time: admit() said
// where to look for cell and person; then where their numbers are; then the person's marks; then
// count.
void Shard::State::run(std::span<Admitted> stage) noexcept {
  for (Admitted& next : stage) look_up(next);
  for (const Admitted& next : stage) {
    if (next.person != PersonTable::kNone) prefetch_move(next);
  }
  for (Admitted& next : stage) add(next);
}

// What is read and written beside the person when they are in another cell than before.
void Shard::State::prefetch_move(const Admitted& admitted) const noexcept {
  const Person& person = people[admitted.person];
  if (person.now.cell != admitted.cell) log.prefetch(person.log);
  if (person.mark.is_of(admitted.cell, admitted.hour)) return;
  marks.prefetch(person);
  if (admitted.cell != CellTable::kNone) cells.prefetch_people(admitted.cell, admitted.hour);
}

// Whether the event goes on to the tables; if not, says why in a counter.
bool Shard::State::admit(const SignallingEvent& event, Admitted& admitted) noexcept {
  const std::size_t hour = open.open_hour(event.at);
  if (hour != OpenHours::kNone) open.capture(hour, event.at);
  if (event.kind == EventKind::none) return ++counters.no_event, false;
  if (event.retransmission) return ++counters.retransmission, false;
  admitted.event = &event;
  admitted.hour = static_cast<std::uint32_t>(hour);
  if (!is_cell(event.cell.kind())) {
    ++counters.no_cell;
    admitted.behind = Behind::nowhere;
    admitted.has_person = event.person.known() && hour != OpenHours::kNone;
    if (admitted.has_person) people.prefetch(event.person);
    return admitted.has_person;
  }
  if (hour == OpenHours::kNone) return ++counters.late, false;
  if (test_network(event)) return ++counters.test_network, false;
  admitted.behind = who_is_behind(event);
  admitted.has_person =
      admitted.behind == Behind::person ||
      (admitted.behind == Behind::machine && event.person.known() && proves(event.presence));
  cells.prefetch(event.cell);
  if (admitted.has_person) people.prefetch(event.person);
  return true;
}

// One that is to be left out.
bool Shard::State::test_network(const SignallingEvent& event) const noexcept {
  if (!limits.drop_test_networks || !event.home.test_network()) return false;
  const auto& home = basis->plan().home_networks;
  return std::find(home.begin(), home.end(), event.home) == home.end();
}

void Shard::State::look_up(Admitted& admitted) const noexcept {
  const SignallingEvent& event = *admitted.event;
  admitted.person = admitted.has_person ? people.guess(event.person) : PersonTable::kNone;
  if (admitted.person != PersonTable::kNone) people.prefetch(admitted.person);
  admitted.cell = CellTable::kNone;
  if (admitted.behind == Behind::nowhere) return;
  admitted.cell = cells.find(event.cell);
  if (admitted.cell != CellTable::kNone) cells.prefetch(admitted.cell, admitted.hour);
}

void Shard::State::add(Admitted& admitted) noexcept {
  find_person(admitted);
  if (admitted.behind == Behind::nowhere) return add_nowhere(admitted);
  HourMark* mark = nullptr;
  if (!enter(admitted, mark)) {
    ++counters.table_full;
    return;
  }
  add_numbers(admitted);
  switch (admitted.behind) {
    case Behind::person:
      ++counters.counted_person;
      if (admitted.event->known_by == KnownBy::temporary) ++counters.counted_temporary;
      return add_person(admitted, mark);
    case Behind::machine:
      ++counters.counted_machine;
      if (admitted.has_person) see(people[admitted.person], *admitted.event, admitted.cell);
      return;
    case Behind::unauthenticated: ++counters.counted_unauthenticated; return;
    case Behind::unknown: ++counters.counted_unknown; return;
    case Behind::no_presence: ++counters.counted_no_presence; return;
    case Behind::nowhere: return;
  }
}

void Shard::State::find_person(Admitted& admitted) const noexcept {
  if (!admitted.has_person) return;
  const Tag tag = admitted.event->person;
  const bool guessed = admitted.person != PersonTable::kNone && people[admitted.person].tag == tag;
  if (!guessed) admitted.person = people.find(tag);
  if (admitted.person == PersonTable::kNone) return;
  // What is once known as a thing is one, whatever its next message does not say.
  if (people[admitted.person].machine) {
    if (admitted.behind == Behind::person) admitted.behind = Behind::machine;
  }
}

void Shard::State::add_nowhere(const Admitted& admitted) noexcept {
  const SignallingEvent& event = *admitted.event;
  if (admitted.person == PersonTable::kNone) return;
  Person& person = people[admitted.person];
  const std::uint32_t second = open.second_of(event.at);
  note_act(person, event.kind, second);
  if (event.presence == Presence::leaves) rules.leave(person, second);
}

// Asks all tables for room before it changes any, so that an event counts completely or not at all.
bool Shard::State::enter(Admitted& admitted, HourMark*& mark) noexcept {
  const SignallingEvent& event = *admitted.event;
  if (admitted.cell == CellTable::kNone) admitted.cell = cells.find(event.cell);
  const bool new_cell = admitted.cell == CellTable::kNone;
  const bool new_person = admitted.has_person && admitted.person == PersonTable::kNone;
  if ((new_cell && cells.full()) || (new_person && people.full())) return false;
  const bool marked = admitted.behind == Behind::person;
  if (!new_person && admitted.has_person) {
    Person& person = people[admitted.person];
    if (rules.full_for(person, sighting_of(event, admitted.cell))) return false;
    const bool repeats = person.mark.is_of(admitted.cell, admitted.hour);
    if (marked && !repeats && !new_cell) {
      mark = marks.find(person, admitted.cell, admitted.hour, open.next_events());
    }
    const bool appends = marked && !repeats && mark == nullptr;
    if (appends && marks.full_for(person, open.next_events())) return false;
  }
  if (new_cell) {
    const CellSpot spot{basis->site_of(event.cell).position};
    admitted.cell = cells.add(event.cell, spot, event.at);
  }
  if (new_person) {
    admitted.person = people.add(event.person);
    people[admitted.person].draw = draw_of(event);
  }
  return true;
}

void Shard::State::add_numbers(const Admitted& admitted) noexcept {
  const SignallingEvent& event = *admitted.event;
  cells.see(admitted.cell, event.at);
  CellHour& numbers = cells.hour(admitted.cell, admitted.hour);
  ++numbers.events[HourMark::index_of(event.kind)];
  if (event.service != ServiceClass::none) ++numbers.events[HourMark::index_of(event.service)];
}

void Shard::State::add_person(const Admitted& admitted, HourMark* mark) noexcept {
  const SignallingEvent& event = *admitted.event;
  Person& person = people[admitted.person];
  const std::uint32_t bits = HourMark::bits_of(event.kind, event.service);
  if (person.unsettled && person.mark.hour_plus_1 != admitted.hour + 1) rules.prune(person);
  std::uint32_t fresh =
      marks.note(person, admitted.cell, admitted.hour, bits, mark, open.next_events());
  CellHour& numbers = cells.hour(admitted.cell, admitted.hour);
  for (; fresh != 0; fresh &= fresh - 1) {
    ++numbers.people[static_cast<std::size_t>(std::countr_zero(fresh))];
  }
  see(person, event, admitted.cell);
}

// Whether the person was seen nowhere until after that. REQUIRES: they were seen somewhere.
bool Shard::State::is_before_all(const Person& person, std::uint32_t second) const noexcept {
  bool before = second < person.now.first;
  if (!before) return false;
  log.each_from_newest(person.log, [&](const Visit& visit) {
    before = second < visit.first;
    return before;
  });
  return before;
}

Sighting Shard::State::sighting_of(const SignallingEvent& event,
                                   std::uint32_t cell) const noexcept {
  return {.cell = cell,
          .second = open.second_of(event.at),
          .rank = rank_of(event.presence),
          .arrives = event.kind == EventKind::attach,
          .leaves = event.presence == Presence::leaves};
}

void Shard::State::see(Person& person, const SignallingEvent& event, std::uint32_t cell) noexcept {
  get_to_know(person, event);
  const Sighting sighting = sighting_of(event, cell);
  person.gaps.note(sighting.second);
  note_act(person, event.kind, sighting.second);
  person.temporary = event.known_by == KnownBy::temporary;
  const bool update = event.kind == EventKind::periodic_update;
  if (!person.visits || sighting.second >= person.now.last) person.last_update = update;
  if (!person.visits || is_before_all(person, sighting.second)) person.first_update = update;
  rules.see(person, sighting);
}

// What the first message that says it says of them holds for the day.
void Shard::State::get_to_know(Person& person, const SignallingEvent& event) noexcept {
  if (event.machine != MachineHint::none) person.machine = 1;
  if (!person.segment) person.segment = event.segment.code & 15;
  if (person.home_known || !event.home.known() || !event.home.decimal()) return;
  const auto& home = basis->plan().home_networks;
  const Plmn here = event.cell.plmn();
  if (home.empty() && !here.known()) return;
  person.home_known = 1;
  person.guest = home.empty() ? event.home.mcc() != here.mcc()
                              : std::find(home.begin(), home.end(), event.home) == home.end();
  person.country = event.home.mcc() & 1023;
}

}  // namespace celltally

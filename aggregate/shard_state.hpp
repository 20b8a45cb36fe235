#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "aggregate/cell_table.hpp"
#include "aggregate/counting_bases.hpp"
#include "aggregate/day_count.hpp"
#include "aggregate/hour_marks.hpp"
#include "aggregate/open_hours.hpp"
#include "aggregate/person_table.hpp"
#include "aggregate/shard.hpp"
#include "aggregate/visit_rules.hpp"

namespace celltally {

// What a Shard holds. Counting is in shard_count.cpp, revising in shard_revise.cpp, closing in
// shard_close.cpp, counting out the day in shard_day.cpp.
struct Shard::State {
  // Hours in a row without a packet that are still told of, each by empty windows.
  static constexpr std::size_t kGapHoursMax = 48;
  // Events that go through the stages of count() together: enough to hide the memory's latency.
  static constexpr std::size_t kStageEvents = 32;
  // How far ahead lists are fetched when everybody is looked at.
  static constexpr std::size_t kAhead = 8;

  // How far an event is counted.
  enum class Behind : std::uint8_t {
    person,
    machine,
    unauthenticated,
    unknown,
    no_presence,
    nowhere,  // not at all: it tells only that the person is still there
  };

  // An event that is counted if the tables have room for it.
  struct Admitted {
    const SignallingEvent* event;
    std::uint32_t hour;
    std::uint32_t cell;    // as far as known before the event's turn; else kNone
    std::uint32_t person;  // a guess; else kNone
    Behind behind;
    bool has_person;  // gets or has a place in the table of people
  };
  using Stage = std::array<Admitted, kStageEvents>;

  State(const Limits& limits_given, Calendar calendar_given, std::shared_ptr<CountingBases> bases);

  static bool proves(Presence presence) noexcept;  // that a device is in the cell
  Behind who_is_behind(const SignallingEvent& event) const noexcept;
  void count(std::span<const SignallingEvent> events) noexcept;
  void run(std::span<Admitted> stage) noexcept;
  void prefetch_move(const Admitted& admitted) const noexcept;
  bool admit(const SignallingEvent& event, Admitted& admitted) noexcept;
  bool test_network(const SignallingEvent& event) const noexcept;
  void look_up(Admitted& admitted) const noexcept;
  void add(Admitted& admitted) noexcept;
  void find_person(Admitted& admitted) const noexcept;
  void add_nowhere(const Admitted& admitted) noexcept;
  // Makes room for the cell and the person and says where; false when a table is full.
  bool enter(Admitted& admitted, HourMark*& mark) noexcept;
  void add_numbers(const Admitted& admitted) noexcept;
  void add_person(const Admitted& admitted, HourMark* mark) noexcept;
  void get_to_know(Person& person, const SignallingEvent& event) noexcept;
  Sighting sighting_of(const SignallingEvent& event, std::uint32_t cell) const noexcept;
  void see(Person& person, const SignallingEvent& event, std::uint32_t cell) noexcept;
  bool is_before_all(const Person& person, std::uint32_t second) const noexcept;

  void revise(const SignallingEvent& event) noexcept;
  void take_back(const SignallingEvent& event) noexcept;
  bool restate(const SignallingEvent& event) noexcept;

  void begin_day(const DayHours& hours, std::size_t first) noexcept;
  void settle() noexcept;
  void advance(Timestamp clock) noexcept;
  void forget() noexcept;
  bool long_gap(Timestamp clock) const;
  void close_due(Timestamp clock, std::vector<ClosedWindow>& closed);
  // The rest of the day: its hours and bins that begin before `end`, and the day itself.
  void close_day(Timestamp end, std::vector<ClosedWindow>& closed);
  ClosedWindow close_events(std::size_t hour);
  ClosedWindow close_presence(std::size_t bin);
  ClosedWindow close_machines(std::size_t hour);
  void close_statistics(std::vector<ClosedWindow>& closed);
  std::uint64_t count_people(DayCount& day);
  // How many people, or machines, were in each place.
  std::vector<Tally> present_at(Timestamp at, bool machines, CountLevel level);
  bool captured_in(Window window) const noexcept;
  // A thing, as far as is known by now: said to be one, or as regular as a meter and always in one
  // cell.
  bool is_machine(const Person& person) const noexcept;
  ClosedWindow empty_window(Statistic statistic, Window window, bool captured) const;
  const std::vector<std::uint32_t>& cells_in_order();
  const std::vector<CellSite>& sites();

  Limits limits;
  Calendar calendar;
  std::shared_ptr<CountingBases> bases;
  std::shared_ptr<const CountingBasis> basis;  // of the day
  OpenHours open;
  PersonTable people;
  CellTable cells;
  VisitLog log;
  HourMarks marks;
  Counters counters;
  VisitRules rules;
  std::uint32_t night_end = 0;                // in seconds of the day
  std::vector<std::uint32_t> order_of_cells;  // by place; see cells_in_order()
  std::vector<CellSite> cell_sites;           // see sites()
};

}  // namespace celltally

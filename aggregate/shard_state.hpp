#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "aggregate/cell_table.hpp"
#include "aggregate/hour_marks.hpp"
#include "aggregate/open_hours.hpp"
#include "aggregate/person_table.hpp"
#include "aggregate/shard.hpp"

namespace celltally {

// What a Shard holds. Counting is in shard_count.cpp, revising in shard_revise.cpp,
// closing in shard_close.cpp.
struct Shard::State {
  // Hours in a row without a packet that are still told of, each by empty windows.
  static constexpr std::size_t kGapHoursMax = 48;
  // Events that go through the stages of count() together: enough to hide the memory's latency.
  static constexpr std::size_t kStageEvents = 32;

  // How far an event is counted.
  enum class Behind : std::uint8_t { person, machine, unauthenticated, unknown, no_presence };

  // An event that is counted if the tables have room for it.
  struct Admitted {
    const SignallingEvent* event;
    std::uint32_t hour;
    std::uint32_t cell;    // as far as known before the event's turn; else kNone
    std::uint32_t person;  // a guess; else kNone
    Behind behind;
    bool has_person;  // gets or has a place in the table of people
  };

  State(const Limits& limits_given, Calendar calendar_given);

  static Behind who_is_behind(const SignallingEvent& event) noexcept;
  void count(std::span<const SignallingEvent> events) noexcept;
  bool admit(const SignallingEvent& event, Admitted& admitted) noexcept;
  void look_up(Admitted& admitted) const noexcept;
  void add(Admitted& admitted) noexcept;
  bool note_visit(const Admitted& admitted) noexcept;
  void visit_cell(Person& person, std::size_t slot, std::uint64_t key, std::uint32_t cell) noexcept;
  void note_presence(const Admitted& admitted) noexcept;

  void revise(const SignallingEvent& event) noexcept;
  void take_back(const SignallingEvent& event) noexcept;
  void take_back_kinds(HourMark& visit, std::uint32_t cell) noexcept;
  bool restate(const SignallingEvent& event) noexcept;

  void begin_day(const DayHours& hours, std::size_t first) noexcept;
  void advance(Timestamp clock) noexcept;
  void forget() noexcept;
  bool long_gap(Timestamp clock) const;
  void close_due(Timestamp clock, std::vector<ClosedWindow>& closed);
  // The rest of the day: its hours before `end`, and the day itself.
  void close_day(std::size_t end, std::vector<ClosedWindow>& closed);
  ClosedWindow close_events(std::size_t hour);
  ClosedWindow close_presence(std::size_t hour);
  ClosedWindow close_visitors();
  static ClosedWindow empty_window(Statistic statistic, Window window, bool captured);
  const std::vector<std::uint32_t>& cells_in_order();

  Limits limits;
  Calendar calendar;
  OpenHours open;
  PersonTable people;
  CellTable cells;
  HourMarks visits;
  Counters counters;
  std::vector<std::uint32_t> order_of_cells;  // by place; see cells_in_order()
};

}  // namespace celltally

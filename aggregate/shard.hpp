#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "aggregate/calendar.hpp"
#include "aggregate/closed_window.hpp"
#include "aggregate/counting_bases.hpp"
#include "aggregate/visit_rules.hpp"
#include "vocabulary/signalling_event.hpp"

namespace celltally {

// Counts the people it owns: bursts of tagged events in, closed windows out. A person (tag) belongs
// to exactly one shard, so the windows of several shards add up. One thread counts; closing is
// asked for by the same thread between two bursts. Once begun, count() takes no memory: every table
// is sized by Limits when the shard is made, and what does not fit is counted in `table_full`.
//
// What is counted (privacy reference, section 1, and the README):
//   events    per cell and hour, by kind and by service, with the number of different people behind
//   presence  a person is in exactly one place in the middle of each bin of time
//   machines  likewise things, per zone and hour
// and when the day is over, from everybody's visits, dwell, flows, origin, quality, roamers,
// segments and visitors (DayCount).
// Who was counted by a temporary identity and turns out to be somebody else is taken back whole and
// the sightings that are told again are counted for the other (Revision): in windows that are still
// open; windows that are closed stay as they are.
//
// When: windows close on the packet clock, which is the latest timestamp seen. Events of an hour
// close `grace_s` after its end, presence and machines `grace_s` after the last moment that can
// matter (TimeBins), everything of a day at the day's end, when all tags, cells and counts are
// forgotten too. An event older than its closed hour is late: counted as such, and nowhere else.
// There are windows from the hour of the first clock to that of the last, also for hours without a
// packet, but none for more than 48 such hours in a row.
//
// By what: the basis of a day is settled when the day begins.
class Shard {
 public:
  struct Limits {
    std::size_t people_max = 1u << 21;  // different people and machines a day
    std::size_t cells_max = 1u << 16;   // different cells a day; at most Visit::kCellsMax
    std::size_t visits_max = 1u << 24;  // about so many visits of people to cells a day have room
    std::int64_t grace_s = 60;          // beyond half an hour windows may close earlier (DayHours)
    // People of MCC 001 and 999 are not counted, unless it is a home network of the plan.
    bool drop_test_networks = false;
  };

  // Each event of a message ends in exactly one of the first eleven; each revision in taken_back,
  // restated or revision_lost.
  struct Counters {
    std::uint64_t no_event = 0;  // the message told of none
    std::uint64_t retransmission = 0;
    std::uint64_t no_cell = 0;  // tells at most that the person is still there, or leaves
    std::uint64_t late = 0;
    std::uint64_t test_network = 0;
    std::uint64_t table_full = 0;
    std::uint64_t counted_person = 0;   // in events, and where VisitRules leaves it in, all others
    std::uint64_t counted_machine = 0;  // in events, nobody behind them, and in machines
    std::uint64_t counted_unauthenticated = 0;  // in events only, nobody behind them
    std::uint64_t counted_unknown = 0;          // likewise: the person is not known
    std::uint64_t counted_no_presence = 0;      // likewise: a place that proves nothing (paging,
                                                // handover preparation)

    std::uint64_t counted_temporary = 0;  // of counted_person: known by a temporary identity

    std::uint64_t taken_back = 0;
    std::uint64_t restated = 0;
    std::uint64_t revision_lost = 0;  // of another day, or a table is full

    VisitRules::Counters visits;  // of events of people and machines, and restated ones
    std::uint64_t machines_by_behaviour =
        0;  // people who kept still all day, as regular as a meter
  };

  // Throws std::bad_alloc when the system has no memory for the tables. Untouched room costs none.
  // nullptr: nothing is known of any cell, and the plan is the default.
  Shard(const Limits& limits, Calendar calendar,
        std::shared_ptr<const CountingBasis> basis = nullptr);
  // The same for one of several shards. REQUIRES: bases != nullptr.
  Shard(const Limits& limits, Calendar calendar, std::shared_ptr<CountingBases> bases);
  ~Shard();

  // `clock`: the latest packet time so far; never goes back. REQUIRES: clock < next_due(), no event
  // after `clock` (it would be late). Call it with the very first packet's time, with no events yet
  // if need be, before a later time is used: counting begins with the hour of the first call. A
  // clock before Calendar::kEarliest says that no packet came yet: nothing happens.
  void count(std::span<const SignallingEvent> events, Timestamp clock) noexcept;

  // When the packet clock gets here, count() what is waiting with the old clock, then close(): a
  // window closes or the hour turns (then close() gives nothing). The greatest Timestamp before the
  // first count().
  Timestamp next_due() const noexcept;

  // The windows whose time has come, in the order of their ends, then of the statistics. May take
  // memory. `clock` need not be a packet's.
  std::vector<ClosedWindow> close(Timestamp clock);

  // Everything that is still open and has begun: the capture is over. As new after that.
  std::vector<ClosedWindow> close_all();

  // The current epoch's day, after close_all() the last one. REQUIRES: count() was called.
  Window day() const noexcept;

  const Counters& counters() const noexcept;
  std::size_t people() const noexcept;  // in this epoch, machines included
  std::size_t cells() const noexcept;   // in this epoch

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace celltally

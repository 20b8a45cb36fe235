#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "aggregate/calendar.hpp"
#include "aggregate/closed_window.hpp"
#include "vocabulary/signalling_event.hpp"

namespace celltally {

// Counts the people it owns: bursts of tagged events in, closed windows out. A person (tag) belongs
// to exactly one shard, so the windows of several shards add up. One thread counts; closing is
// asked for by the same thread between two bursts. count() takes no memory: every table is sized by
// Limits when the shard is made, and what does not fit is counted in `table_full`.
//
// What is counted (privacy reference 1.1, and the README):
//   presence  a person is in exactly one cell per hour: that of the event nearest to half past, at
//             most 60 minutes away, the earlier one on a tie; exact events before last-known ones
//             before site-level ones; at the same time the smaller place
//   visitors  different people per cell and day
//   events    per cell, kind and hour, with the number of different people behind them
// Who was counted by a temporary identity and turns out to be somebody else is taken back and
// restated (Revision): in windows that are still open, as if it had been known from the beginning;
// windows that are closed stay as they are.
//
// When: windows close on the packet clock, which is the latest timestamp seen. Presence of an hour
// closes `grace_s` after the last moment that can matter (half past the next hour), events of an
// hour `grace_s` after its end, everything of a day at the day's end, when all tags, cells and
// counts are forgotten too. An event older than its closed window is late: counted as such, and
// nowhere else. There are windows from the hour of the first clock to that of the last, also for
// hours without a packet, but none for more than 48 such hours in a row.
class Shard {
 public:
  struct Limits {
    std::size_t people_max = 1u << 21;  // different people a day
    std::size_t cells_max = 1u << 16;   // different cells a day
    std::size_t visits_max = 1u << 24;  // different (person, cell) pairs a day
    std::int64_t grace_s = 60;          // beyond half an hour windows may close earlier (DayHours)
    bool drop_test_networks = false;    // people of MCC 001 and 999 are not counted
  };

  // Each event of a message ends in exactly one of the first eleven; each revision in one of the
  // last three.
  struct Counters {
    std::uint64_t no_event = 0;  // the message told of none
    std::uint64_t retransmission = 0;
    std::uint64_t no_cell = 0;
    std::uint64_t late = 0;
    std::uint64_t test_network = 0;
    std::uint64_t table_full = 0;
    std::uint64_t counted_person = 0;           // in events, visitors and (perhaps) presence
    std::uint64_t counted_machine = 0;          // in events only, nobody behind them
    std::uint64_t counted_unauthenticated = 0;  // likewise
    std::uint64_t counted_unknown = 0;          // likewise: the person is not known
    std::uint64_t counted_no_presence = 0;      // likewise: a place that proves nothing (paging,
                                                // handover preparation)

    std::uint64_t counted_temporary = 0;  // of counted_person: known by a temporary identity

    std::uint64_t taken_back = 0;
    std::uint64_t restated = 0;
    std::uint64_t revision_lost = 0;  // of another day, or a table is full
  };

  // Throws std::bad_alloc when the system has no memory for the tables. Untouched room costs none.
  Shard(const Limits& limits, Calendar calendar);
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

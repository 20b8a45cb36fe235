#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <span>
#include <vector>

#include "aggregate/cell_table.hpp"
#include "memory/mapped_array.hpp"
#include "vocabulary/signalling_event.hpp"

namespace celltally {

// What the product is measured against: presence and nothing else, from clean events of people
// only, as plainly as it can be done at that speed. Each person has half a cache line with the cell
// of the event nearest to the middle of each of the three hours that may be open; events go through
// in passes as in Shard. No rules, no limits, no other counter.
class PresenceAlone {
 public:
  static constexpr std::size_t kStageEvents = 32;

  PresenceAlone(std::size_t people_max, std::size_t cells_max, Timestamp begin)
      : people_(std::bit_ceil(2 * people_max)), cells_(cells_max), begin_s_(begin.seconds()) {}

  // REQUIRES: at most kStageEvents.
  void count(std::span<const SignallingEvent> events) noexcept {
    for (const SignallingEvent& event : events) {
      people_.prefetch(home(event.person));
      cells_.prefetch(event.cell);
    }
    for (const SignallingEvent& event : events) {
      if (event.machine == MachineHint::none) add(event);
    }
  }

  // How many were in each cell in an hour of the day.
  std::vector<std::uint32_t> close(std::size_t hour) {
    std::vector<std::uint32_t> present(cells_.size());
    for (std::size_t at = 0; at < people_.size(); ++at) {
      std::uint32_t& cell_plus_1 = people_[at].cells_plus_1[hour % kOpen];
      if (cell_plus_1 != 0) ++present[cell_plus_1 - 1];
      cell_plus_1 = 0;
    }
    return present;
  }

 private:
  static constexpr std::size_t kOpen = 3;

  struct alignas(32) Slot {
    Tag person;
    std::array<std::uint32_t, kOpen> cells_plus_1;  // by hour % kOpen; 0: none yet
    std::array<std::uint16_t, kOpen> seconds;       // from the middle of the hour
  };

  std::size_t home(Tag tag) const noexcept { return tag.value & (people_.size() - 1); }

  void add(const SignallingEvent& event) noexcept {
    std::uint32_t cell = cells_.find(event.cell);
    if (cell == CellTable::kNone) cell = cells_.add(event.cell, {}, event.at);
    std::size_t at = home(event.person);
    while (people_[at].person.known() && people_[at].person != event.person) {
      at = (at + 1) & (people_.size() - 1);
    }
    Slot& slot = people_[at];
    slot.person = event.person;
    const auto second = static_cast<std::uint32_t>(event.at.seconds() - begin_s_);
    const std::uint32_t hour = second / 3600;
    note(slot, hour, second, cell);
    if (second % 3600 >= 1800) {
      note(slot, hour + 1, second, cell);
    } else if (hour > 0) {
      note(slot, hour - 1, second, cell);
    }
  }

  static void note(Slot& slot, std::uint32_t hour, std::uint32_t second,
                   std::uint32_t cell) noexcept {
    const auto middle = static_cast<std::int32_t>(hour * 3600 + 1800);
    const auto away =
        static_cast<std::uint16_t>(std::abs(static_cast<std::int32_t>(second) - middle));
    std::uint32_t& cell_plus_1 = slot.cells_plus_1[hour % kOpen];
    if (cell_plus_1 != 0 && slot.seconds[hour % kOpen] <= away) return;
    cell_plus_1 = cell + 1;
    slot.seconds[hour % kOpen] = away;
  }

  MappedArray<Slot> people_;
  CellTable cells_;
  std::int64_t begin_s_;
};

}  // namespace celltally

#pragma once

#include <cstddef>
#include <cstdint>

#include "aggregate/log_blocks.hpp"
#include "aggregate/person.hpp"
#include "aggregate/visit.hpp"

namespace celltally {

using VisitLog = LogBlocks<Visit>;

// Leaves out of a person's visits those on which no number can depend any more: most visits of
// somebody who travels, each of a single moment in a cell on the way. Of the visits a b c d e, c is
// left out when
//   - b, c and d are single moments: none of them has a length, whatever is beside it (DayReader);
//   - no two that are or become neighbours are of one cell, so that none is part of a longer visit,
//     and somebody who moved still did;
//   - all are after the night, where visits to the same zone are added up, and before what is still
//     open: no event goes between them, and nobody is looked for there (TimeBins); and before what
//     is held, which may yet take the place of a visit of the same second.
// So of each way the first and the last cell stay, which say when it began and ended. For counts of
// cells only: at sites or zones moments in several cells may make one visit. What is restated later
// (Revision) for a time between b and d can find no dropped visit to become a part of.
class VisitPruner {
 public:
  // Visits before the newest so many are not looked at again.
  static constexpr std::size_t kLookMax = 28;

  // Visits that begin from `from` on and before `until` are settled, in seconds of the day.
  void settle(std::uint32_t from, std::uint32_t until) noexcept {
    from_ = from;
    until_ = until;
  }

  void prune(VisitLog& log, Person& person) const noexcept;

 private:
  bool passes(const Visit& a, const Visit& b, const Visit& c, const Visit& d, const Visit& e,
              std::uint32_t until) const noexcept;

  std::uint32_t from_ = 0;
  std::uint32_t until_ = 0;
};

}  // namespace celltally

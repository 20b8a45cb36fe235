#include "aggregate/whereabouts.hpp"

#include "aggregate/time_bins.hpp"

namespace celltally {

static_assert(VisitRules::kLongestGapS == 2 * TimeBins::kReachS);

std::optional<std::uint32_t> cell_at(const Person& person, const VisitLog& log,
                                     std::uint32_t second) noexcept {
  // Of a single sign of somebody known by a temporary identity there is often another one an hour
  // later that nothing joins to it: each speaks for the half of the time between them.
  const std::uint32_t reach = person.lone ? TimeBins::kReachS / 2 : TimeBins::kReachS;
  const Visit* before = nullptr;
  const Visit* after = nullptr;
  const auto see = [&](const Visit& visit) {
    if (visit.first > second) {
      after = &visit;
      return true;
    }
    before = &visit;
    return false;
  };
  if (!person.visits) return std::nullopt;
  if (see(person.now)) log.each_from_newest(person.log, see);
  if (before != nullptr && second <= before->last) return before->cell;
  const std::uint32_t since = before != nullptr ? second - before->last : reach + 1;
  const std::uint32_t until = after != nullptr ? after->first - second : reach + 1;
  const bool after_it = before != nullptr && !before->left && since <= reach;
  const bool before_it = after != nullptr && !after->arrived && until <= reach;
  if (after_it && (!before_it || since <= until)) return before->cell;
  if (before_it) return after->cell;
  return std::nullopt;
}

}  // namespace celltally

#include "aggregate/whereabouts.hpp"

#include "aggregate/day_reader.hpp"
#include "aggregate/time_bins.hpp"

namespace celltally {

static_assert(Visit::kGapMaxS == 2 * TimeBins::kReachS);
static_assert(VisitRules::kPingPongS == TimeBins::kPingPongS);

namespace {

constexpr std::uint32_t kReachS = TimeBins::kReachS;

// Beyond the first and the last event of somebody known by a temporary identity there are others of
// the same person under other identities, which nothing joins: each stands for its half of the gap
// between, which is not known. After an update by the timer it is an hour or so; else the most is
// taken that the midpoint rule takes (privacy reference 1.3).
std::uint32_t reach_of_end(bool update) noexcept {
  return update ? kReachS / 2 : DayReader::kHalfGapMaxS;
}

}  // namespace

std::optional<std::uint32_t> cell_at(const Person& person, const VisitLog& log,
                                     std::uint32_t second) noexcept {
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
  const bool within = !person.temporary || (before != nullptr && after != nullptr);
  const std::uint32_t after_end = within ? kReachS : reach_of_end(person.last_update);
  const std::uint32_t before_begin = within ? kReachS : reach_of_end(person.first_update);
  const std::uint32_t since = before != nullptr ? second - before->last : 0;
  const std::uint32_t until = after != nullptr ? after->first - second : 0;
  const bool after_it = before != nullptr && !before->left && since <= after_end;
  const bool before_it = after != nullptr && !after->arrived && until <= before_begin;
  if (after_it && (!before_it || since <= until)) return before->cell;
  if (before_it) return after->cell;
  return std::nullopt;
}

}  // namespace celltally

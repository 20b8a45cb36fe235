#include "disclose/gate.hpp"

#include <cassert>
#include <limits>
#include <utility>

#include "disclose/exact_row.hpp"

namespace celltally {

namespace {

// The nearest multiple of `step`, halves upwards; the multiple below where the one above would not
// fit in 64 bits.
constexpr std::uint64_t rounded(std::uint64_t value, std::uint64_t step) noexcept {
  const std::uint64_t over = value % step;
  const std::uint64_t below = value - over;
  const bool up = over >= step - over && below <= std::numeric_limits<std::uint64_t>::max() - step;
  return up ? below + step : below;
}

static_assert(rounded(22, 5) == 20 && rounded(23, 5) == 25);
static_assert(rounded(20, 5) == 20 && rounded(0, 5) == 0);
static_assert(rounded(25, 10) == 30 && rounded(24, 10) == 20);
static_assert(rounded(7, 1) == 7);

}  // namespace

Gate::Gate(const ReleaseRules& rules, std::vector<Place> inventory)
    : rules_(rules), inventory_(named_in_order(std::move(inventory))) {
  assert(rules_.people_min >= 1 && rules_.rounding >= 1);
}

std::vector<ReleasedCount> Gate::release(const ClosedWindow& exact) const {
  std::vector<ReleasedCount> released;
  const auto rows = exact_rows(exact, inventory_);
  released.reserve(rows.size());
  for (const ExactRow& row : rows) {
    ReleasedCount count;
    count.statistic_ = exact.statistic;
    count.place_ = row.place;
    count.window_ = exact.window;
    count.kind_ = row.kind;
    count.state_ = ReleaseState::no_data;
    if (row.has_data) {
      // The threshold comes before everything else and looks at people, never at the value: a
      // thousand events of one person are one person.
      const bool enough = row.people >= rules_.people_min;
      count.state_ = enough ? ReleaseState::published : ReleaseState::withheld;
      count.value_ = enough ? rounded(row.value, rules_.rounding) : 0;
    }
    released.push_back(count);
  }
  return released;
}

}  // namespace celltally

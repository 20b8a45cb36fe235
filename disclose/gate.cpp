#include "disclose/gate.hpp"

#include <cassert>
#include <utility>

#include "disclose/day_keys.hpp"
#include "disclose/every_row.hpp"
#include "disclose/exact_row.hpp"

namespace celltally {

Gate::Gate(const ReleaseRules& rules, PlaceList list) : rules_(rules), list_(std::move(list)) {
  assert(rules_.consistent());
}

std::vector<ReleasedCount> Gate::release(const ClosedDay& day) const {
  const DayKeys keys = keys_of(day, list_, rules_.people_min);
  std::vector<ReleasedCount> released;
  for (const ClosedWindow& window : day.windows()) {
    const auto rows = release(window, keys, rules_);
    released.insert(released.end(), rows.begin(), rows.end());
  }
  return released;
}

std::vector<ReleasedCount> Gate::release(const ClosedWindow& exact, const DayKeys& keys,
                                         const ReleaseRules& rules) {
  std::vector<ReleasedCount> released;
  for (const ExactRow& row : exact_rows(exact, keys)) {
    ReleasedCount count;
    count.statistic_ = exact.statistic;
    count.key_ = row.key;
    count.window_ = exact.window;
    count.state_ = ReleaseState::no_data;
    if (row.has_data) {
      const auto value = released_value(row.value, row.people, rules);
      count.state_ = value ? ReleaseState::published : ReleaseState::withheld;
      count.value_ = value.value_or(0);
    }
    if (count.state_ == ReleaseState::published || has_every_row(exact.statistic)) {
      released.push_back(count);
    }
  }
  return released;
}

}  // namespace celltally

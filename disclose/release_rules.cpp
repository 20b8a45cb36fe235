#include "disclose/release_rules.hpp"

#include <cassert>
#include <limits>

namespace celltally {
namespace {

// To the nearest multiple, halves upwards: on average the numbers are right.
constexpr std::uint64_t rounded(std::uint64_t value, std::uint64_t step) noexcept {
  const std::uint64_t over = value % step;
  const std::uint64_t below = value - over;
  const bool up = over >= step - over && below <= std::numeric_limits<std::uint64_t>::max() - step;
  return up ? below + step : below;
}

static_assert(rounded(22, 5) == 20 && rounded(23, 5) == 25);
static_assert(rounded(25, 10) == 30 && rounded(24, 10) == 20);
static_assert(rounded(7, 1) == 7);
static_assert(rounded(std::numeric_limits<std::uint64_t>::max(), 10) % 10 == 0);

}  // namespace

std::optional<std::uint64_t> released_value(std::uint64_t value, std::uint64_t people,
                                            const ReleaseRules& rules) noexcept {
  assert(rules.consistent());
  if (people < rules.people_min) return std::nullopt;
  return rounded(value, rules.rounding);
}

}  // namespace celltally

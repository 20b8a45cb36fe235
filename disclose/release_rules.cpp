#include "disclose/release_rules.hpp"

#include <cassert>

namespace celltally {

std::optional<std::uint64_t> released_value(std::uint64_t value, std::uint64_t people,
                                            const ReleaseRules& rules) noexcept {
  assert(rules.consistent());
  if (people < rules.people_min) return std::nullopt;
  return value - value % rules.rounding;
}

}  // namespace celltally

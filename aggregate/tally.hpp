#pragma once

#include <compare>
#include <cstdint>

#include "vocabulary/tally_key.hpp"

namespace celltally {

// One exact number of a closed window. Never published as it is: disclose/ decides.
struct Tally {
  TallyKey key;
  std::uint64_t value = 0;   // events, people or machines
  std::uint64_t people = 0;  // different devices behind the value

  friend constexpr auto operator<=>(const Tally&, const Tally&) = default;
};

}  // namespace celltally

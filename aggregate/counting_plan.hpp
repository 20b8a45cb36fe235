#pragma once

#include <cstdint>
#include <vector>

#include "aggregate/contribution_caps.hpp"
#include "vocabulary/count_level.hpp"
#include "vocabulary/plmn.hpp"

namespace celltally {

// What is counted, as far as the operator chooses.
struct CountingPlan {
  std::uint32_t grain_minutes = 60;  // of presence: 15, 30, 60 or 180
  CountLevel level = CountLevel::cell;
  // The operator's own; people of other networks are guests. Empty: guests are people of another
  // country than the cell's that they were first seen in.
  std::vector<Plmn> home_networks;
  // Who is known by a temporary identity alone is nobody: for links of which others tell the
  // subscriber, so that one person does not count under two identities.
  bool leave_out_temporary = false;
  ContributionCaps caps{};

  friend bool operator==(const CountingPlan&, const CountingPlan&) = default;
};

}  // namespace celltally

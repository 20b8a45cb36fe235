#pragma once

#include <cstdint>

#include "audit/audit_check.hpp"
#include "audit/games/release.hpp"

namespace celltally {

// People and cells of the two regions that are attacked: one in which most numbers are withheld,
// one in which most are published.
struct TrajectorySize {
  std::uint32_t sparse_people = 60;
  std::uint32_t sparse_cells = 80;
  std::uint32_t dense_people = 560;
  std::uint32_t dense_cells = 4;
  std::uint32_t days = 3;
  std::uint32_t regions = 4;  // of either kind
};

// Row 3 of the threat table: people's ways are put together again from hourly numbers alone (Xu,
// Tu, Li, Zhang, Fu and Jin 2017), from hour to hour and from day to day. Such ways match the true
// ones well even when nothing was published, for they are matched at their best; and in a crowd
// they match as well when the numbers are those of other people who live alike. What counts is the
// lift over the better of the two.
AuditCheck check_trajectory(const NoiseRules& rules, std::uint64_t seed, const Probe& probe,
                            const TrajectorySize& size = {});

}  // namespace celltally

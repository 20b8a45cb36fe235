#pragma once

#include <cstdint>
#include <vector>

#include "aggregate/counting_plan.hpp"
#include "vocabulary/cell_site.hpp"

namespace celltally {

// What a day is counted by. Settled when the day begins; a shard is given another one for the next
// day. Does not change once made, so threads may share it.
class CountingBasis {
 public:
  CountingBasis() = default;
  // `cells`: what the operator's inventory says; sorted by cell, each once; may be empty. `edition`
  // numbers the bases of one process, so that who releases knows which list a window belongs to.
  CountingBasis(CountingPlan plan, std::vector<CellSite> cells, std::uint32_t edition);

  const CountingPlan& plan() const noexcept { return plan_; }
  const std::vector<CellSite>& cells() const noexcept { return cells_; }
  std::uint32_t edition() const noexcept { return edition_; }

  // A cell that is not listed is at no site, in no zone, and nobody knows where.
  CellSite site_of(Place cell) const noexcept;

 private:
  CountingPlan plan_;
  std::vector<CellSite> cells_;
  std::uint32_t edition_ = 0;
};

}  // namespace celltally

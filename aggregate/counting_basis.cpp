#include "aggregate/counting_basis.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

namespace celltally {

namespace {

bool by_cell(const CellSite& a, const CellSite& b) noexcept {
  return a.cell < b.cell;
}

}  // namespace

CountingBasis::CountingBasis(CountingPlan plan, std::vector<CellSite> cells, std::uint32_t edition)
    : plan_(std::move(plan)), cells_(std::move(cells)), edition_(edition) {
  assert(std::is_sorted(cells_.begin(), cells_.end(), by_cell));
}

CellSite CountingBasis::site_of(Place cell) const noexcept {
  const CellSite wanted{.cell = cell};
  const auto found = std::lower_bound(cells_.begin(), cells_.end(), wanted, by_cell);
  return found != cells_.end() && found->cell == cell ? *found : wanted;
}

}  // namespace celltally

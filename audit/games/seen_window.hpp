#pragma once

#include <cstddef>
#include <set>
#include <vector>

#include "audit/games/seen_row.hpp"
#include "disclose/place_list.hpp"

namespace celltally {

// Released rows of cells, of one window and class, as somebody with the operator's list reads them.
// Cells go by their number in the list.
class SeenWindow {
 public:
  // A published number that is of several cells: a rest, or a total.
  struct Sum {
    SeenRow row;
    std::vector<std::size_t> withheld;  // the cells that nothing else is told of
  };

  // `sensitive`: cells that are in no site's rest, see NoiseRules. What has no data is left out.
  SeenWindow(const std::vector<SeenRow>& rows, const PlaceList& list,
             const std::set<Place>& sensitive);

  // The cell's own row; no data where there is none.
  const SeenRow& cell(std::size_t number) const noexcept { return cells_[number]; }
  std::size_t cells() const noexcept { return cells_.size(); }

  const std::vector<Sum>& sums() const noexcept { return sums_; }

 private:
  std::vector<SeenRow> cells_;
  std::vector<Sum> sums_;
};

}  // namespace celltally

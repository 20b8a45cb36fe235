#include "audit/games/seen_window.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "vocabulary/zone.hpp"

namespace celltally {

namespace {

bool inside(const CellSite& cell, Place larger) {
  if (larger.kind() == PlaceKind::site) return cell.site == larger;
  return (cell.zone.known() ? cell.zone : kNoZone) == larger;
}

bool of_site(const SeenRow& row) {
  return row.key.place.kind() == PlaceKind::site;
}

}  // namespace

SeenWindow::SeenWindow(const std::vector<SeenRow>& rows, const PlaceList& list,
                       const std::set<Place>& sensitive)
    : cells_(list.cells.size()) {
  std::map<Place, std::size_t> numbers;
  for (std::size_t i = 0; i < list.cells.size(); ++i) numbers[list.cells[i].cell] = i;
  std::vector<SeenRow> larger;
  for (const SeenRow& row : rows) {
    if (const auto cell = numbers.find(row.key.place); cell != numbers.end()) {
      cells_[cell->second] = row;
    } else if (row.published()) {
      larger.push_back(row);
    }
  }
  // A zone has the rest of what its sites' rests do not tell.
  std::stable_partition(larger.begin(), larger.end(), of_site);
  std::set<std::size_t> told;
  for (const SeenRow& row : larger) {
    const bool rest = row.rest_of > 0;
    Sum sum{.row = row, .withheld = {}};
    for (std::size_t i = 0; i < cells_.size(); ++i) {
      if (cells_[i].state != ReleaseState::withheld) continue;
      if (!inside(list.cells[i], row.key.place)) continue;
      if (rest && of_site(row) && sensitive.contains(list.cells[i].cell)) continue;
      if (rest && !of_site(row) && told.contains(i)) continue;
      sum.withheld.push_back(i);
    }
    if (rest && of_site(row)) told.insert(sum.withheld.begin(), sum.withheld.end());
    sums_.push_back(std::move(sum));
  }
}

}  // namespace celltally

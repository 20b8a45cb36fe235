#include "disclose/exact_row.hpp"

#include <algorithm>
#include <iterator>

namespace celltally {

namespace {

std::vector<Place> cells_in_text_order(const std::vector<Place>& seen,
                                       const std::vector<NamedPlace>& inventory) {
  const auto named = named_in_order(seen);
  std::vector<NamedPlace> both;
  both.reserve(named.size() + inventory.size());
  std::set_union(named.begin(), named.end(), inventory.begin(), inventory.end(),
                 std::back_inserter(both),
                 [](const NamedPlace& a, const NamedPlace& b) { return a.text < b.text; });
  std::vector<Place> cells;
  cells.reserve(both.size());
  for (const NamedPlace& cell : both) cells.push_back(cell.place);
  return cells;
}

std::vector<EventKind> kinds_in_text_order(const ClosedWindow& exact) {
  if (exact.statistic != Statistic::events) return {EventKind::none};
  auto kinds = exact.kinds_seen;
  std::sort(kinds.begin(), kinds.end(),
            [](EventKind a, EventKind b) { return to_text(a) < to_text(b); });
  return kinds;
}

ExactRow row_of(const ClosedWindow& exact, Place place, EventKind kind) {
  const auto found = std::lower_bound(exact.tallies.begin(), exact.tallies.end(),
                                      PlaceTally{.place = place, .kind = kind});
  ExactRow row{.place = place, .kind = kind, .has_data = true};
  if (found != exact.tallies.end() && found->place == place && found->kind == kind) {
    row.value = found->value;
    row.people = found->people;
  }
  return row;
}

}  // namespace

std::vector<ExactRow> exact_rows(const ClosedWindow& exact,
                                 const std::vector<NamedPlace>& inventory) {
  const auto cells = cells_in_text_order(exact.cells_seen, inventory);
  const auto kinds = kinds_in_text_order(exact);
  std::vector<ExactRow> rows;
  rows.reserve(cells.size() * kinds.size());
  for (const Place cell : cells) {
    const bool has_data = exact.captured && std::binary_search(exact.cells_seen.begin(),
                                                               exact.cells_seen.end(), cell);
    for (const EventKind kind : kinds) {
      rows.push_back(has_data ? row_of(exact, cell, kind) : ExactRow{.place = cell, .kind = kind});
    }
  }
  return rows;
}

}  // namespace celltally

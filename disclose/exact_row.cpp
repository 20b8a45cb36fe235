#include "disclose/exact_row.hpp"

#include <algorithm>

namespace celltally {

namespace {

ExactRow row_of(const ClosedWindow& exact, Place place, EventKind kind) {
  const TallyKey key{.place = place, .detail = Detail::of(kind)};
  const auto found =
      std::lower_bound(exact.tallies.begin(), exact.tallies.end(), Tally{.key = key});
  ExactRow row{.place = place, .kind = kind, .has_data = true};
  if (found != exact.tallies.end() && found->key == key) {
    row.value = found->value;
    row.people = found->people;
  }
  return row;
}

}  // namespace

std::vector<ExactRow> exact_rows(const ClosedWindow& exact, const DayKeys& keys) {
  static const std::vector<EventKind> no_kind{EventKind::none};
  const auto& kinds = exact.statistic == Statistic::events ? keys.kinds : no_kind;
  std::vector<ExactRow> rows;
  rows.reserve(keys.cells.size() * kinds.size());
  for (const DayKeys::Cell& cell : keys.cells) {
    const bool has_data = exact.captured && cell.in_sight;
    for (const EventKind kind : kinds) {
      rows.push_back(has_data ? row_of(exact, cell.place, kind)
                              : ExactRow{.place = cell.place, .kind = kind});
    }
  }
  return rows;
}

}  // namespace celltally

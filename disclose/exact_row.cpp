#include "disclose/exact_row.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "disclose/every_row.hpp"
#include "vocabulary/row_key.hpp"

namespace celltally {

namespace {

ExactRow row_of(const ClosedWindow& exact, const TallyKey& key) {
  const auto found =
      std::lower_bound(exact.tallies.begin(), exact.tallies.end(), Tally{.key = key});
  ExactRow row{.key = key, .has_data = true};
  if (found != exact.tallies.end() && found->key == key) {
    row.value = found->value;
    row.people = found->people;
  }
  return row;
}

std::vector<ExactRow> every_row(const ClosedWindow& exact, const DayKeys& keys) {
  const auto& places = keys.places.of(exact.statistic);
  const std::vector<Detail> details = keys.details(exact.statistic);
  std::vector<ExactRow> rows;
  rows.reserve(places.size() * details.size());
  for (const ListedPlaces::Listed& each : places) {
    const bool has_data = exact.captured && each.in_sight;
    for (const Detail detail : details) {
      const TallyKey key{.place = each.place, .detail = detail};
      rows.push_back(has_data ? row_of(exact, key) : ExactRow{.key = key});
    }
  }
  return rows;
}

std::vector<ExactRow> rows_of_tallies(const ClosedWindow& exact, const PlaceNames& names) {
  using Named = std::pair<std::pair<std::string, RowKey>, ExactRow>;
  std::vector<Named> named;
  named.reserve(exact.tallies.size());
  for (const Tally& tally : exact.tallies) {
    named.push_back(
        {{names.text_of(tally.key.place), row_key_of(exact.statistic, tally.key, names)},
         {.key = tally.key,
          .has_data = exact.captured,
          .value = tally.value,
          .people = tally.people}});
  }
  std::sort(named.begin(), named.end(),
            [](const Named& a, const Named& b) { return a.first < b.first; });
  std::vector<ExactRow> rows;
  rows.reserve(named.size());
  for (const Named& each : named) rows.push_back(each.second);
  return rows;
}

}  // namespace

std::vector<ExactRow> exact_rows(const ClosedWindow& exact, const DayKeys& keys) {
  return has_every_row(exact.statistic) ? every_row(exact, keys)
                                        : rows_of_tallies(exact, keys.places.names());
}

}  // namespace celltally

#include "disclose/noise_release.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <string>
#include <utility>

#include "disclose/every_row.hpp"
#include "disclose/rest_rows.hpp"
#include "disclose/row_keys.hpp"
#include "noise/randomness_failed.hpp"
#include "vocabulary/row_key.hpp"

namespace celltally {

namespace {

using Listed = ListedPlaces::Listed;

std::size_t index(Statistic statistic) noexcept {
  return static_cast<std::size_t>(statistic);
}

// Of flows and segments all parts of the day close together; of others the hour, and one more
// after a time without packets.
std::size_t windows_at_once(Statistic statistic) noexcept {
  return statistic == Statistic::flows || statistic == Statistic::segments ? 6 : 2;
}

std::uint64_t people_of(const ClosedWindow& exact, const TallyKey& key) {
  const auto found =
      std::lower_bound(exact.tallies.begin(), exact.tallies.end(), Tally{.key = key});
  return found != exact.tallies.end() && found->key == key ? found->people : 0;
}

void sort_rows(std::vector<NoisyRow>& rows, Statistic statistic, const PlaceNames& names) {
  using Named = std::pair<std::pair<std::string, RowKey>, NoisyRow>;
  std::vector<Named> named;
  named.reserve(rows.size());
  for (const NoisyRow& row : rows) {
    named.push_back({{names.text_of(row.key.place), row_key_of(statistic, row.key, names)}, row});
  }
  std::sort(named.begin(), named.end(),
            [](const Named& a, const Named& b) { return a.first < b.first; });
  for (std::size_t i = 0; i < rows.size(); ++i) rows[i] = named[i].second;
}

}  // namespace

NoiseRelease::NoiseRelease(NoiseRules rules, RandomSource& random) : rules_(std::move(rules)) {
  for (std::size_t i = 0; i < kStatistics; ++i) {
    if (rules_.families[i]) pools_[i].emplace(rules_.families[i]->noise, random);
  }
}

bool NoiseRelease::draw_ahead(const DayKeys& keys) {
  constexpr std::size_t kDraws = 200'000;
  try {
    for (std::size_t i = 0; i < kStatistics; ++i) {
      if (!pools_[i]) continue;
      const auto statistic = static_cast<Statistic>(i);
      const std::size_t wanted = windows_at_once(statistic) * count_row_keys(statistic, keys);
      pools_[i]->fill(std::min(wanted, pools_[i]->size() + kDraws));
      if (pools_[i]->size() < wanted) return false;
    }
  } catch (const RandomnessFailed&) {
    // noisy_rows() finds that there is too little.
  }
  return true;
}

std::optional<std::vector<NoisyRow>> NoiseRelease::noisy_rows(const ClosedWindow& exact,
                                                              const DayKeys& keys) {
  assert(exact.captured && rules_.of(exact.statistic));
  const FamilyRules& family = *rules_.of(exact.statistic);
  if (pools_[index(exact.statistic)]->size() < count_row_keys(exact.statistic, keys)) return {};
  std::vector<NoisyRow> rows;
  each_row_key(exact.statistic, keys, [&](const Listed& place, const TallyKey& key) {
    NoisyRow row = noisy_row(exact, key, family);
    row.listed = &place;
    if (row.state == ReleaseState::published || has_every_row(exact.statistic)) {
      rows.push_back(row);
    }
  });
  return rows;
}

// People, never events: one person's many are one.
NoisyRow NoiseRelease::noisy_row(const ClosedWindow& exact, const TallyKey& key,
                                 const FamilyRules& family) {
  const std::uint64_t people = people_of(exact, key);
  NoisyRow row{.key = key, .state = ReleaseState::withheld};
  row.noisy = static_cast<std::int64_t>(people) + pools_[index(exact.statistic)]->take();
  if (family.threshold == 0) {
    row.state = ReleaseState::published;
    return row;
  }
  const bool runs =
      series_.runs(exact.statistic, key, row.noisy, family.threshold, rules_.start_above);
  const bool floor_reached = !rules_.hard_floor || people >= rules_.people_min;
  if (!runs || !floor_reached || rules_.sensitive.contains(key.place)) return row;
  row.state = ReleaseState::published;
  row.near_threshold = row.noisy < static_cast<std::int64_t>(family.threshold + rules_.near_below);
  return row;
}

std::vector<ReleasedCount> NoiseRelease::released(std::vector<NoisyRow> rows,
                                                  const ClosedWindow& exact,
                                                  const PlaceNames& names) const {
  for (NoisyRow& row : rows) {
    if (!row.listed->in_sight) row.state = ReleaseState::no_data;
  }
  if (has_every_row(exact.statistic)) {
    const auto rests = rest_rows(rows, rules_, *rules_.of(exact.statistic));
    rows.insert(rows.end(), rests.begin(), rests.end());
    if (!rests.empty()) sort_rows(rows, exact.statistic, names);
  }
  std::vector<ReleasedCount> counts;
  counts.reserve(rows.size());
  for (const NoisyRow& row : rows) counts.push_back(count_of(row, exact));
  return counts;
}

ReleasedCount NoiseRelease::count_of(const NoisyRow& row, const ClosedWindow& exact) const {
  ReleasedCount count;
  count.statistic_ = exact.statistic;
  count.key_ = row.key;
  count.window_ = exact.window;
  count.state_ = row.state;
  if (row.state != ReleaseState::published) return count;
  const double rows = std::max(1U, row.rest_of);
  const double sigma = rules_.of(exact.statistic)->noise.standard_deviation() * std::sqrt(rows);
  count.value_ = static_cast<std::uint64_t>(std::max<std::int64_t>(0, row.noisy));
  count.sigma_tenths_ = static_cast<std::uint32_t>(std::lround(10 * sigma));
  count.near_threshold_ = row.near_threshold;
  count.rest_of_ = row.rest_of;
  return count;
}

std::vector<ReleasedCount> NoiseRelease::without_data(const ClosedWindow& window,
                                                      const DayKeys& keys) const {
  std::vector<ReleasedCount> counts;
  if (!has_every_row(window.statistic)) return counts;
  each_row_key(window.statistic, keys, [&](const Listed&, const TallyKey& key) {
    counts.push_back(count_of({.key = key}, window));
  });
  return counts;
}

}  // namespace celltally

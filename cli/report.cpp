#include "cli/report.hpp"

#include <algorithm>
#include <cassert>
#include <numeric>
#include <tuple>
#include <utility>

namespace celltally {

namespace {

// What was number i becomes the returned [i]; `values` is sorted.
template <typename T>
std::vector<std::uint32_t> sort_and_renumber(std::vector<T>& values) {
  std::vector<std::uint32_t> order(values.size());
  std::iota(order.begin(), order.end(), 0u);
  std::sort(order.begin(), order.end(),
            [&](std::uint32_t a, std::uint32_t b) { return values[a] < values[b]; });
  std::vector<std::uint32_t> numbers(values.size());
  std::vector<T> sorted;
  sorted.reserve(values.size());
  for (const std::uint32_t old : order) {
    numbers[old] = static_cast<std::uint32_t>(sorted.size());
    sorted.push_back(std::move(values[old]));
  }
  values = std::move(sorted);
  return numbers;
}

}  // namespace

void Report::add_released(std::span<const ReleasedCount> counts) {
  assert(!exact_);
  for (const ReleasedCount& count : counts) {
    const RowNoise noise{count.sigma_tenths(), count.rest_of(), count.near_threshold()};
    add({.value = count.value().value_or(0),
         .noise = number_of(noise),
         .statistic = count.statistic(),
         .state = count.state()},
        count.key(), count.window());
  }
}

void Report::add_exact(std::span<const LabCount> counts) {
  assert(exact_);
  for (const LabCount& count : counts) {
    add({.value = count.value, .statistic = count.statistic, .state = count.state}, count.key,
        count.window);
  }
}

void Report::add(ReportRow row, const TallyKey& key, const Window& window) {
  row.place = number_of(key.place);
  row.window = number_of(window);
  row.key = number_of(row.statistic, key);
  rows_.push_back(row);
  ++states_[static_cast<std::size_t>(row.state)];
}

std::uint32_t Report::number_of(Place place) {
  const auto next = static_cast<std::uint32_t>(places_.size());
  const auto [known, added] = numbers_.try_emplace(place.key(), next);
  if (added) places_.push_back(names_->text_of(place));
  return known->second;
}

// Rows come a window at a time, and the windows of one statistic do not come twice; several
// statistics share theirs, so that the last few are looked at.
std::uint32_t Report::number_of(const Window& window) {
  constexpr std::size_t kLookBack = 64;
  const std::size_t first = windows_.size() > kLookBack ? windows_.size() - kLookBack : 0;
  for (std::size_t i = windows_.size(); i-- > first;) {
    if (windows_[i] == window) return static_cast<std::uint32_t>(i);
  }
  windows_.push_back(window);
  return static_cast<std::uint32_t>(windows_.size() - 1);
}

// There are few keys, whatever the number of rows.
std::uint32_t Report::number_of(Statistic statistic, const TallyKey& key) {
  const auto next = static_cast<std::uint32_t>(keys_.size());
  const auto [known, added] = key_numbers_.try_emplace({statistic, key.other, key.detail}, next);
  if (added) keys_.push_back(row_key_of(statistic, key, *names_));
  return known->second;
}

std::uint32_t Report::number_of(const RowNoise& noise) {
  const auto number = std::find(noises_.begin(), noises_.end(), noise) - noises_.begin();
  if (number == std::ssize(noises_)) noises_.push_back(noise);
  return static_cast<std::uint32_t>(number);
}

void Report::sort() {
  renumber_places();
  renumber_windows();
  renumber_keys();
  const auto key = [](const ReportRow& row) {
    return std::tuple(row.statistic, row.place, row.window, row.key);
  };
  std::sort(rows_.begin(), rows_.end(),
            [&](const ReportRow& a, const ReportRow& b) { return key(a) < key(b); });
}

void Report::renumber_places() {
  const auto numbers = sort_and_renumber(places_);
  for (ReportRow& row : rows_) row.place = numbers[row.place];
  numbers_.clear();
}

void Report::renumber_keys() {
  const auto numbers = sort_and_renumber(keys_);
  for (ReportRow& row : rows_) row.key = numbers[row.key];
  key_numbers_.clear();
}

// A window that was not found among the last few has two numbers, which become one here.
void Report::renumber_windows() {
  auto numbers = sort_and_renumber(windows_);
  std::vector<std::uint32_t> merged(windows_.size());
  std::vector<Window> different;
  for (std::size_t i = 0; i < windows_.size(); ++i) {
    if (different.empty() || different.back() != windows_[i]) different.push_back(windows_[i]);
    merged[i] = static_cast<std::uint32_t>(different.size() - 1);
  }
  windows_ = std::move(different);
  for (ReportRow& row : rows_) row.window = merged[numbers[row.window]];
}

}  // namespace celltally

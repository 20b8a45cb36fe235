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

// The place of each kind in the order of their texts.
std::array<std::uint8_t, kEventKinds> kind_ranks() {
  std::array<std::uint8_t, kEventKinds> order{};
  std::iota(order.begin(), order.end(), std::uint8_t{0});
  std::sort(order.begin(), order.end(), [](std::uint8_t a, std::uint8_t b) {
    return to_text(static_cast<EventKind>(a)) < to_text(static_cast<EventKind>(b));
  });
  std::array<std::uint8_t, kEventKinds> ranks{};
  for (std::uint8_t i = 0; i < kEventKinds; ++i) ranks[order[i]] = i;
  return ranks;
}

}  // namespace

void Report::add_released(std::span<const ReleasedCount> counts) {
  assert(!exact_);
  for (const ReleasedCount& count : counts) {
    add({.value = count.value().value_or(0),
         .statistic = count.statistic(),
         .kind = count.kind(),
         .state = count.state()},
        count.place(), count.window());
  }
}

void Report::add_exact(std::span<const LabCount> counts) {
  assert(exact_);
  for (const LabCount& count : counts) {
    add({.value = count.value,
         .statistic = count.statistic,
         .kind = count.kind,
         .state = count.state},
        count.place, count.window);
  }
}

void Report::add(ReportRow row, Place place, const Window& window) {
  row.place = number_of(place);
  row.window = number_of(window);
  rows_.push_back(row);
  ++states_[static_cast<std::size_t>(row.state)];
}

std::uint32_t Report::number_of(Place place) {
  const auto next = static_cast<std::uint32_t>(places_.size());
  const auto [known, added] = numbers_.try_emplace(place.key(), next);
  if (added) places_.push_back(to_text(place));
  return known->second;
}

// Rows come a window at a time, and the windows of one statistic do not come twice; presence and
// events share theirs, so that the last few are looked at.
std::uint32_t Report::number_of(const Window& window) {
  constexpr std::size_t kLookBack = 64;
  const std::size_t first = windows_.size() > kLookBack ? windows_.size() - kLookBack : 0;
  for (std::size_t i = windows_.size(); i-- > first;) {
    if (windows_[i] == window) return static_cast<std::uint32_t>(i);
  }
  windows_.push_back(window);
  return static_cast<std::uint32_t>(windows_.size() - 1);
}

void Report::sort() {
  renumber_places();
  renumber_windows();
  const auto ranks = kind_ranks();
  const auto key = [&](const ReportRow& row) {
    return std::tuple(row.statistic, row.place, row.window,
                      ranks[static_cast<std::size_t>(row.kind)]);
  };
  std::sort(rows_.begin(), rows_.end(),
            [&](const ReportRow& a, const ReportRow& b) { return key(a) < key(b); });
}

void Report::renumber_places() {
  const auto numbers = sort_and_renumber(places_);
  for (ReportRow& row : rows_) row.place = numbers[row.place];
  numbers_.clear();
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

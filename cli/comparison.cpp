#include "cli/comparison.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <tuple>
#include <utility>

#include "disclose/every_row.hpp"

namespace celltally {

namespace {

constexpr std::array<std::string_view, 4> kLevels{"", "cell", "site", "zone"};

std::size_t level_of(std::string_view place) {
  if (place.empty()) return 0;
  return place.starts_with("zone:") ? 3 : place.starts_with("site:") ? 2 : 1;
}

std::int64_t length_of(const Window& window) {
  return window.to.ns - window.from.ns;
}

// What a file has of one statistic.
struct Extent {
  std::size_t level = 0;     // the widest kind of place
  std::set<Window> windows;  // with sight
  std::set<std::int64_t> lengths;
  std::set<std::string> details;

  void add(const ComparedRow& row) {
    level = std::max(level, level_of(row.place));
    details.insert(row.detail);
    if (row.state == ReleaseState::no_data) return;
    windows.insert(row.window);
    lengths.insert(length_of(row.window));
  }
};

using Extents = std::array<Extent, kStatistics>;

class Comparer {
 public:
  Comparer(const ComparedFile& truth, const ComparedFile& counts)
      : truth_(truth), counts_(counts), true_extents_(kStatistics), counted_extents_(kStatistics) {
    for (const ComparedRow& row : truth.rows) {
      true_extents_[number(row)].add(row);
      span_.from = std::min(span_.from, row.window.from);
      span_.to = std::max(span_.to, row.window.to);
    }
    for (const ComparedRow& row : counts.rows) {
      counted_extents_[number(row)].add(row);
      if (row.state != ReleaseState::no_data) seen_.insert(row.window);
    }
  }

  Result<Comparison, std::string> compare() {
    for (const ComparedRow& row : truth_.rows) {
      if (!row_is_compared(row) || !seen_by_counts(row)) continue;
      if (!take(row, &Line::truth)) return fail(twice(truth_, row));
    }
    for (const ComparedRow& row : counts_.rows) {
      if (!row_is_compared(row) || !known_to_truth(row)) continue;
      if (!take(row, &Line::counted)) return fail(twice(counts_, row));
    }
    if (lines_.empty()) {
      return fail(fmt::format("{}: there is no row about the same places and times as in {}",
                              counts_.name, truth_.name));
    }
    return result();
  }

 private:
  struct Line {
    const ComparedRow* truth = nullptr;
    const ComparedRow* counted = nullptr;
  };
  using Key = std::tuple<Statistic, std::string_view, std::string_view, Window>;

  static std::size_t number(const ComparedRow& row) {
    return static_cast<std::size_t>(row.statistic);
  }

  static std::string twice(const ComparedFile& file, const ComparedRow& row) {
    return fmt::format("{}:{}: this row is there twice; name the counts of one replay", file.name,
                       row.line);
  }

  // Of the kind of places that the counts are of. The truth tells events by kind alone, and not
  // every kind need be counted.
  bool row_is_compared(const ComparedRow& row) const {
    const Extent& counted = counted_extents_[number(row)];
    if (level_of(row.place) != counted.level) return false;
    if (row.statistic != Statistic::events) return true;
    return counted.details.contains(row.detail) && !row.detail.starts_with("service=");
  }

  // Of those that have published rows only, a window without a row is not one without sight.
  bool seen_by_counts(const ComparedRow& row) const {
    const Extent& counted = counted_extents_[number(row)];
    if (counted.details.empty()) return false;
    if (has_every_row(row.statistic)) return counted.windows.contains(row.window);
    return std::ranges::any_of(seen_, [&](const Window& seen) {
      return length_of(seen) <= length_of(row.window) && seen.from < row.window.to &&
             row.window.from < seen.to;
    });
  }

  // A place without data in an hour of which others have some is taken, and then left out.
  bool known_to_truth(const ComparedRow& row) const {
    return counted_extents_[number(row)].windows.contains(row.window) &&
           span_.from <= row.window.from && row.window.to <= span_.to &&
           true_extents_[number(row)].lengths.contains(length_of(row.window));
  }

  bool take(const ComparedRow& row, const ComparedRow* Line::*side) {
    const ComparedRow*& mine = lines_[{row.statistic, row.place, row.detail, row.window}].*side;
    return std::exchange(mine, &row) == nullptr;
  }

  Comparison result() const {
    Comparison comparison;
    comparison.window = {span_.to, span_.from};
    for (std::size_t i = 0; i < kStatistics; ++i) {
      comparison.statistics[i].in_truth = !true_extents_[i].details.empty();
      comparison.statistics[i].level = kLevels[counted_extents_[i].level];
    }
    for (const auto& [key, line] : lines_) {
      const auto& window = std::get<Window>(key);
      comparison.window.from = std::min(comparison.window.from, window.from);
      comparison.window.to = std::max(comparison.window.to, window.to);
      add(line, comparison);
    }
    return comparison;
  }

  static void add(const Line& line, Comparison& comparison) {
    const ComparedRow& row = line.truth != nullptr ? *line.truth : *line.counted;
    const std::uint64_t truth = line.truth != nullptr ? line.truth->value : 0;
    auto& into = comparison.statistics[number(row)];
    const ReleaseState state =
        line.counted != nullptr ? line.counted->state : ReleaseState::published;
    if (state == ReleaseState::withheld) {
      ++into.withheld;
      into.withheld_true += truth;
    }
    if (state != ReleaseState::published) return;
    into.pairs.push_back({.place = row.place,
                          .detail = row.detail,
                          .window = row.window,
                          .truth = truth,
                          .counted = line.counted != nullptr ? line.counted->value : 0});
  }

  const ComparedFile& truth_;
  const ComparedFile& counts_;
  std::vector<Extent> true_extents_;
  std::vector<Extent> counted_extents_;
  std::set<Window> seen_;
  Window span_{Timestamp{INT64_MAX}, Timestamp{INT64_MIN}};
  std::map<Key, Line> lines_;
};

Comparison::Pairs added_up(const Comparison::Pairs& pairs, auto key_of) {
  std::map<decltype(key_of(pairs.front())), Comparison::Pair> sums;
  for (const Comparison::Pair& pair : pairs) {
    Comparison::Pair& sum = sums[key_of(pair)];
    sum.truth += pair.truth;
    sum.counted += pair.counted;
  }
  Comparison::Pairs added;
  for (auto& [key, sum] : sums) {
    std::tie(sum.place, sum.detail, sum.window) = key;
    added.push_back(std::move(sum));
  }
  return added;
}

}  // namespace

Comparison::Pairs Comparison::OfStatistic::by_place() const {
  return added_up(
      pairs, [](const Pair& pair) { return std::tuple(pair.place, std::string{}, pair.window); });
}

Comparison::Pairs Comparison::OfStatistic::by_detail() const {
  return added_up(
      pairs, [](const Pair& pair) { return std::tuple(std::string{}, pair.detail, Window{}); });
}

Comparison::Pairs Comparison::OfStatistic::rows(Statistic statistic) const {
  const bool classes = statistic == Statistic::visitors || statistic == Statistic::dwell;
  return classes ? by_place() : pairs;
}

Result<Comparison, std::string> Comparison::of(const ComparedFile& truth,
                                               const ComparedFile& counts) {
  return Comparer{truth, counts}.compare();
}

}  // namespace celltally

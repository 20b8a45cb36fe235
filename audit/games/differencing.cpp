#include "audit/games/differencing.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "audit/games/region.hpp"
#include "simulate/split_mix.hpp"

namespace celltally {

namespace {

constexpr std::uint32_t kCells = 100;
constexpr std::uint32_t kInUnion = 10;       // cells at most
constexpr std::uint32_t kPairsOfHours = 50;  // pairs of areas that two hours are asked for

// How the areas or hours of a pair differ.
enum class Pair {
  one_cell_more,  // the people of the cell are known but for one
  another_cell,   // with one device more in it
  next_hour,      // with one device more in all
};
constexpr std::array kPairs{Pair::one_cell_more, Pair::another_cell, Pair::next_hour};
constexpr std::array kNames{"one cell more", "another cell", "the next hour"};

// How much narrower so many numbers may look by chance, once in some 4,000 audits: 3.5 standard
// deviations, which are wider where the noise has heavy tails (a kurtosis of 3, or of 6).
double allowance(const Noise& noise, std::size_t numbers) {
  const double kurtosis = noise.shape == NoiseShape::gaussian ? 3 : 6;
  return 3.5 * std::sqrt((kurtosis - 1) / (4 * static_cast<double>(numbers)));
}

double deviation(const std::vector<double>& numbers) {
  double sum = 0;
  for (const double number : numbers) sum += number;
  const auto many = static_cast<double>(numbers.size());
  double squares = 0;
  for (const double number : numbers) squares += (number - sum / many) * (number - sum / many);
  return std::sqrt(squares / std::max(1.0, many - 1));
}

// Two hours of a region, exact and as they were released.
class TwoHours {
 public:
  // With people enough in each cell that nothing is withheld, or noise would be chosen by its size.
  TwoHours(const NoiseRules& rules, const Probe& probe, std::uint64_t seed)
      : region_({.cells = kCells}, seed), random_(seed) {
    const FamilyRules& family = *rules.of(Statistic::presence);
    const auto wide = static_cast<std::uint64_t>(8 * family.noise.standard_deviation()) + 1;
    const std::uint64_t least = family.threshold + rules.start_above + wide;
    const Release release = probe(only(rules, Statistic::presence), region_.list());
    for (std::size_t hour = 0; hour < 2; ++hour) {
      ClosedWindow exact;
      exact.window = hour_window(static_cast<std::int64_t>(hour));
      for (std::uint32_t cell = 0; cell < kCells; ++cell) {
        const std::uint64_t people = least + random_.below(200);
        exact.tallies.push_back(
            {.key = {.place = region_.cell(cell)}, .value = people, .people = people});
        exact_[hour].push_back(static_cast<double>(people));
      }
      see(release(exact), hour);
    }
  }

  // Released less exact difference of a pair of areas: what is left beside the one device.
  double left(Pair pair) {
    const std::set<std::uint32_t> area = some_cells();
    const std::uint32_t beside = other_than(area);
    double left = 0;
    switch (pair) {
      case Pair::one_cell_more: left = sum_off(with(area, beside), 0) - sum_off(area, 0); break;
      case Pair::another_cell: {
        std::set<std::uint32_t> changed = with(area, beside);
        changed.erase(*area.begin());
        left = sum_off(changed, 0) - sum_off(area, 0);
        break;
      }
      case Pair::next_hour: left = sum_off(area, 1) - sum_off(area, 0); break;
    }
    return left;
  }

 private:
  // What is not published is known to the attacker as nothing at all.
  void see(const std::vector<SeenRow>& rows, std::size_t hour) {
    seen_[hour].assign(kCells, 0);
    for (const SeenRow& row : rows) {
      if (!row.published() || row.rest_of > 0) continue;
      seen_[hour][region_.number_of(row.key.place)] = static_cast<double>(row.value);
    }
  }

  // What is published of an area, less what is there.
  double sum_off(const std::set<std::uint32_t>& area, std::size_t hour) const {
    double off = 0;
    for (const std::uint32_t cell : area) off += seen_[hour][cell] - exact_[hour][cell];
    return off;
  }

  std::set<std::uint32_t> some_cells() {
    std::set<std::uint32_t> cells;
    for (std::uint32_t i = 1 + random_.below(kInUnion); i > 0; --i) {
      cells.insert(random_.below(kCells));
    }
    return cells;
  }

  std::uint32_t other_than(const std::set<std::uint32_t>& area) {
    std::uint32_t cell = random_.below(kCells);
    while (area.contains(cell)) cell = random_.below(kCells);
    return cell;
  }

  static std::set<std::uint32_t> with(std::set<std::uint32_t> area, std::uint32_t cell) {
    area.insert(cell);
    return area;
  }

  Region region_;
  SplitMix random_;
  std::array<std::vector<double>, 2> exact_;
  std::array<std::vector<double>, 2> seen_;
};

}  // namespace

AuditCheck check_differencing(const NoiseRules& rules, std::uint64_t seed, const Probe& probe,
                              std::uint32_t pairs) {
  AuditCheck check{.name = "differencing",
                   .attacker =
                       "Somebody takes two areas, or two hours, that differ in one device "
                       "off each other.",
                   .defence =
                       "Areas are fixed, each number is released once, with noise of its "
                       "own.",
                   .said =
                       "The marks are the width of one number's noise, less 3.5 standard "
                       "deviations for chance."};
  if (!rules.of(Statistic::presence)) {
    check.said = "Presence is not released.";
    return check;
  }
  std::array<std::vector<double>, kPairs.size()> left;
  for (std::uint32_t i = 0; i < pairs; ++i) {
    // Few pairs of the same two hours, for they share noise.
    if (i % kPairsOfHours != 0) continue;
    TwoHours hours(rules, probe, seed + i);
    for (std::uint32_t more = i; more < std::min(pairs, i + kPairsOfHours); ++more) {
      const std::size_t kind = more % kPairs.size();
      left[kind].push_back(hours.left(kPairs[kind]));
    }
  }
  const Noise& noise = rules.of(Statistic::presence)->noise;
  for (std::size_t kind = 0; kind < kPairs.size(); ++kind) {
    check.figures.push_back(
        {.what = std::string{"noise left of one device: "} + kNames[kind],
         .measured = deviation(left[kind]),
         .bound = (1 - allowance(noise, left[kind].size())) * noise.standard_deviation(),
         .mark = AuditCheck::Figure::Mark::at_least});
  }
  check.judge("Numbers that share noise, or have too little, give a device away.");
  return check;
}

}  // namespace celltally

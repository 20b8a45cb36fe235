#include "audit/games/small_groups.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <string>
#include <vector>

#include "audit/games/made_windows.hpp"

namespace celltally {

namespace {

constexpr std::uint32_t kZones = 6;
constexpr std::uint32_t kWindowsOfList = 20;
// How often noise lifts 19 people to their threshold, at most: threshold_for().
constexpr double kChance = 0.001;

struct Findings {
  std::size_t published = 0;
  std::size_t below_threshold = 0;
  std::size_t small_rests = 0;
  std::size_t sensitive = 0;
  std::size_t few = 0;            // numbers of somebody, but fewer than people_min
  std::size_t few_published = 0;  // of these
  double expected = 0;            // of these again, at most
};

// Somebody, but too few.
bool few_in(const ClosedWindow& exact, const SeenRow& row, std::uint64_t people_min) {
  const auto found =
      std::lower_bound(exact.tallies.begin(), exact.tallies.end(), Tally{.key = row.key});
  return found != exact.tallies.end() && found->key == row.key && found->people < people_min;
}

void look(const std::vector<SeenRow>& rows, const ClosedWindow& exact, const NoiseRules& rules,
          Findings& found) {
  const FamilyRules& family = *rules.of(exact.statistic);
  for (const SeenRow& row : rows) {
    if (!row.published()) continue;
    ++found.published;
    if (row.rest_of > 0) {
      if (row.value < rules.rest_threshold(family.noise, row.rest_of)) ++found.small_rests;
      continue;
    }
    if (row.value < family.threshold) ++found.below_threshold;
    if (rules.sensitive.contains(row.key.place)) ++found.sensitive;
    if (few_in(exact, row, rules.people_min)) ++found.few_published;
  }
  for (const Tally& tally : exact.tallies) {
    if (tally.people >= rules.people_min) continue;
    ++found.few;
    found.expected += kChance;
  }
}

std::set<Place> every_tenth(const PlaceList& list) {
  std::set<Place> some;
  for (std::size_t i = 0; i < list.cells.size(); i += 10) some.insert(list.cells[i].cell);
  return some;
}

// Small numbers in every other window, any in the rest.
void play(const NoiseRules& rules, std::uint64_t seed, const Probe& probe, Statistic statistic,
          std::uint32_t windows, Findings& found) {
  MadeWindows made(seed);
  for (std::uint32_t begin = 0; begin < windows; begin += kWindowsOfList) {
    const PlaceList list = made.list(kZones);
    NoiseRules with_sensitive = only(rules, statistic);
    with_sensitive.sensitive = every_tenth(list);
    const Release release = probe(with_sensitive, list);
    for (std::uint32_t i = begin; i < std::min(windows, begin + kWindowsOfList); ++i) {
      const std::uint32_t most = i % 2 == 0 ? 200 : static_cast<std::uint32_t>(rules.people_min);
      const ClosedWindow exact = made.window(statistic, list, i, most);
      look(release(exact), exact, with_sensitive, found);
    }
  }
}

}  // namespace

AuditCheck check_small_groups(const NoiseRules& rules, std::uint64_t seed, const Probe& probe,
                              std::uint32_t windows) {
  AuditCheck check{.name = "small-groups",
                   .attacker =
                       "Somebody looks for numbers of a handful of people, or of a place "
                       "that is nobody's business.",
                   .defence =
                       "Thresholds on the noisy numbers, and sensitive cells that are told "
                       "in their zone's rest alone.",
                   .said = ""};
  Findings found;
  std::uint32_t families = 0;
  for (const auto& family : rules.families) families += family && family->threshold > 0 ? 1U : 0U;
  if (families == 0) {
    check.said = "There are no thresholds.";
    return check;
  }
  for (std::size_t i = 0; i < kStatistics; ++i) {
    if (!rules.families[i] || rules.families[i]->threshold == 0) continue;
    play(rules, seed + i, probe, static_cast<Statistic>(i), windows / families, found);
  }
  check.said = std::to_string(found.published) + " numbers were published, " +
               std::to_string(found.few) + " had too few people.";
  check.figures = {
      {.what = "numbers below their threshold",
       .measured = static_cast<double>(found.below_threshold)},
      {.what = "rests below theirs", .measured = static_cast<double>(found.small_rests)},
      {.what = "numbers of sensitive places", .measured = static_cast<double>(found.sensitive)},
      {.what = "numbers published of too few people",
       .measured = static_cast<double>(found.few_published),
       .bound = std::ceil(found.expected + 3.5 * std::sqrt(found.expected))}};
  check.judge("Small groups are told: see thresholds and sensitive cells in the configuration.");
  return check;
}

}  // namespace celltally

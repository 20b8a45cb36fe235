#include "audit/games/subtraction.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "audit/games/linear_system.hpp"
#include "audit/games/made_windows.hpp"
#include "audit/games/seen_window.hpp"

namespace celltally {

namespace {

constexpr std::uint32_t kZonesAtOnce = 10;
constexpr std::uint32_t kPeopleMax = 150;  // around the thresholds
constexpr std::int64_t kHours = 2;         // so that series go on and stop

struct Findings {
  std::size_t withheld = 0;
  std::size_t derived = 0;
  std::size_t rests = 0;
  std::size_t rests_of_one = 0;
  std::size_t wrong_rests = 0;  // that say they are of more or fewer rows than the list has left
};

void look(const SeenWindow& seen, Findings& found) {
  LinearSystem system;
  for (std::size_t i = 0; i < seen.cells(); ++i) {
    if (seen.cell(i).state == ReleaseState::withheld) ++found.withheld;
  }
  for (const SeenWindow::Sum& sum : seen.sums()) {
    system.add_sum(sum.withheld);
    if (sum.row.rest_of == 0) continue;
    ++found.rests;
    if (sum.row.rest_of == 1) ++found.rests_of_one;
    if (sum.row.rest_of != sum.withheld.size()) ++found.wrong_rests;
  }
  found.derived += system.determined().size();
}

// Each class of a place has rests of its own.
void look(const std::vector<SeenRow>& rows, const PlaceList& list, const NoiseRules& rules,
          Findings& found) {
  std::map<Detail, std::vector<SeenRow>> classes;
  for (const SeenRow& row : rows) classes[row.key.detail].push_back(row);
  for (const auto& each : classes) {
    look(SeenWindow{each.second, list, rules.sensitive}, found);
  }
}

// One in twenty.
std::set<Place> some_of(const PlaceList& list, std::uint64_t seed) {
  SplitMix random{seed};
  std::set<Place> some;
  for (const CellSite& cell : list.cells) {
    if (random.percent(5)) some.insert(cell.cell);
  }
  return some;
}

void play(const NoiseRules& rules, std::uint64_t seed, const Probe& probe, Statistic statistic,
          Findings& found) {
  MadeWindows made(seed);
  const PlaceList list = made.list(kZonesAtOnce);
  NoiseRules with_sensitive = only(rules, statistic);
  with_sensitive.sensitive = some_of(list, seed);
  const Release release = probe(with_sensitive, list);
  for (std::int64_t hour = 0; hour < kHours; ++hour) {
    const ClosedWindow exact = made.window(statistic, list, hour, kPeopleMax);
    look(release(exact), list, with_sensitive, found);
  }
}

}  // namespace

AuditCheck check_subtraction(const NoiseRules& rules, std::uint64_t seed, const Probe& probe,
                             std::uint32_t zones) {
  AuditCheck check{.name = "subtraction",
                   .attacker =
                       "Somebody takes published numbers off the sums that they are in, to "
                       "find one that was withheld.",
                   .defence =
                       "What is withheld is told together, of two rows at least; where a "
                       "zone has a single one, its smallest published one goes with it.",
                   .said = ""};
  Findings found;
  for (std::uint32_t i = 0; i < zones; i += kZonesAtOnce) {
    for (const Statistic each : {Statistic::presence, Statistic::visitors, Statistic::dwell}) {
      if (rules.of(each)) play(rules, seed + i, probe, each, found);
    }
  }
  if (found.withheld == 0) {
    check.said = "Nothing is withheld: there are no thresholds.";
    return check;
  }
  check.said = std::to_string(found.withheld) + " numbers were withheld, " +
               std::to_string(found.rests) + " rests were told.";
  check.figures = {
      {.what = "withheld numbers that follow from others",
       .measured = static_cast<double>(found.derived)},
      {.what = "rests of a single row", .measured = static_cast<double>(found.rests_of_one)},
      {.what = "rests of other rows than they say",
       .measured = static_cast<double>(found.wrong_rests)}};
  check.judge("What is withheld can be had by subtraction: the rests of this build are wrong.");
  return check;
}

}  // namespace celltally

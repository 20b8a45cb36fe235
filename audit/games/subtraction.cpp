#include "audit/games/subtraction.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "audit/games/linear_system.hpp"
#include "audit/games/made_windows.hpp"
#include "vocabulary/zone.hpp"

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

// The rows of one window and class, as somebody with the list sees them.
class Sums {
 public:
  Sums(const PlaceList& list, const std::set<Place>& sensitive) : sensitive_(sensitive) {
    for (const CellSite& cell : list.cells) cells_.emplace(cell.cell, cell);
  }

  void look(const std::vector<const SeenRow*>& rows, Findings& found) {
    withheld_.clear();
    LinearSystem system;
    std::vector<const SeenRow*> sums;
    for (const SeenRow* row : rows) {
      if (cells_.contains(row->key.place)) {
        if (!row->published()) withheld_.push_back(row->key.place);
      } else if (row->published()) {
        sums.push_back(row);
      }
    }
    found.withheld += withheld_.size();
    std::set<Place> told;  // withheld cells of sites that have a rest
    // Sites before zones, which have the rest of their cells.
    std::stable_partition(sums.begin(), sums.end(), [](const SeenRow* row) {
      return row->key.place.kind() == PlaceKind::site;
    });
    for (const SeenRow* sum : sums) add(*sum, told, system, found);
    found.derived += system.determined().size();
  }

 private:
  void add(const SeenRow& sum, std::set<Place>& told, LinearSystem& system, Findings& found) {
    const bool of_site = sum.key.place.kind() == PlaceKind::site;
    std::vector<std::size_t> unknowns;
    for (std::size_t i = 0; i < withheld_.size(); ++i) {
      const Place cell = withheld_[i];
      if (!inside(cell, sum.key.place)) continue;
      // A total is of all cells, a rest of those that no other rest tells.
      if (sum.rest_of > 0 && of_site && sensitive_.contains(cell)) continue;
      if (sum.rest_of > 0 && !of_site && told.contains(cell)) continue;
      unknowns.push_back(i);
    }
    if (sum.rest_of > 0) {
      ++found.rests;
      if (sum.rest_of == 1) ++found.rests_of_one;
      if (sum.rest_of != unknowns.size()) ++found.wrong_rests;
      if (of_site) {
        for (const std::size_t i : unknowns) told.insert(withheld_[i]);
      }
    }
    system.add_sum(unknowns);
  }

  bool inside(Place cell, Place larger) const {
    const CellSite& known = cells_.at(cell);
    if (larger.kind() == PlaceKind::site) return known.site == larger;
    return (known.zone.known() ? known.zone : kNoZone) == larger;
  }

  std::map<Place, CellSite> cells_;
  const std::set<Place>& sensitive_;
  std::vector<Place> withheld_;
};

void look(const std::vector<SeenRow>& rows, Sums& sums, Findings& found) {
  std::map<Detail, std::vector<const SeenRow*>> classes;
  for (const SeenRow& row : rows) {
    if (row.state != ReleaseState::no_data) classes[row.key.detail].push_back(&row);
  }
  for (const auto& each : classes) sums.look(each.second, found);
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
  Sums sums(list, with_sensitive.sensitive);
  for (std::int64_t hour = 0; hour < kHours; ++hour) {
    look(release(made.window(statistic, list, hour, kPeopleMax)), sums, found);
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

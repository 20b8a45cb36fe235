#include "audit/games/trajectory.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "audit/games/region.hpp"
#include "audit/games/seen_window.hpp"
#include "audit/games/traces.hpp"

namespace celltally {

namespace {

constexpr double kMostLift = 0.03;

// Some made-up people whose ways are to be found.
class Hunted {
 public:
  Hunted(std::uint32_t people, std::uint32_t cells, std::uint32_t days, std::uint64_t seed)
      : people_(people), days_(days), region_({.cells = cells}, seed) {
    truth_.resize(people);
    for (std::uint32_t day = 0; day < days; ++day) {
      Region::Table table{cells};
      for (std::uint32_t i = 0; i < people; ++i) {
        const Region::Day hours = region_.day_of(i, day);
        table.add(hours);
        truth_[i].insert(truth_[i].end(), hours.begin(), hours.end());
      }
      tables_.push_back(table);
    }
  }

  // The share of hours that are right from what was released.
  double found(const NoiseRules& rules, const Probe& probe) const {
    const Release release = probe(only(rules, Statistic::presence), region_.list());
    Crowds crowds;
    for (std::uint32_t day = 0; day < days_; ++day) {
      for (std::size_t hour = 0; hour < Region::kHours; ++hour) {
        const auto number = static_cast<std::int64_t>(crowds.size());
        const auto rows = release(region_.presence(tables_[day], hour, number));
        crowds.push_back(crowd_of(SeenWindow{rows, region_.list(), rules.sensitive}));
      }
    }
    return share_right(linked_traces(crowds, people_), truth_);
  }

  // From nothing at all.
  double found_blindly() const {
    const std::vector<double> even(region_.cells(), 1);
    return found_in(Crowds(std::size_t{days_} * Region::kHours, even));
  }

  // From the exact numbers of as many other people, who live alike.
  double found_in_others() const {
    std::vector<Region::Table> others(days_, Region::Table{region_.cells()});
    for (std::uint32_t day = 0; day < days_; ++day) {
      for (std::uint32_t i = 0; i < people_; ++i) others[day].add(region_.day_of(people_ + i, day));
    }
    return found_in(crowds_of(others));
  }

  double found_in_truth() const { return found_in(crowds_of(tables_)); }

 private:
  double found_in(const Crowds& crowds) const {
    return share_right(linked_traces(crowds, people_), truth_);
  }

  Crowds crowds_of(const std::vector<Region::Table>& tables) const {
    Crowds crowds;
    for (const Region::Table& table : tables) {
      for (std::size_t hour = 0; hour < Region::kHours; ++hour) {
        crowds.emplace_back();
        for (std::uint32_t i = 0; i < region_.cells(); ++i) {
          crowds.back().push_back(table.at(hour, i));
        }
      }
    }
    return crowds;
  }

  // What is withheld has an even share of what its rest says, or of those who are left; how many
  // people there are is known.
  std::vector<double> crowd_of(const SeenWindow& seen) const {
    std::vector<double> crowd(region_.cells(), -1);
    double left = people_;
    for (std::size_t i = 0; i < crowd.size(); ++i) {
      if (seen.cell(i).published()) crowd[i] = static_cast<double>(seen.cell(i).value);
    }
    for (const SeenWindow::Sum& sum : seen.sums()) {
      for (const std::size_t i : sum.withheld) {
        crowd[i] = static_cast<double>(sum.row.value) / static_cast<double>(sum.withheld.size());
      }
    }
    for (const double here : crowd) left -= std::max(0.0, here);
    const auto unknown = static_cast<double>(std::count(crowd.begin(), crowd.end(), -1.0));
    for (double& here : crowd) {
      if (here < 0) here = std::max(0.0, left) / unknown;
    }
    return crowd;
  }

  std::uint32_t people_;
  std::uint32_t days_;
  Region region_;
  Traces truth_;
  std::vector<Region::Table> tables_;
};

// On average over some regions.
struct Shares {
  double without = 0;  // the numbers of these people
  double released = 0;
  double exactly = 0;

  double lift() const noexcept { return released - without; }
};

Shares shares(const NoiseRules& rules, std::uint64_t seed, const Probe& probe, std::uint32_t people,
              std::uint32_t cells, const TrajectorySize& size) {
  Shares sum;
  for (std::uint32_t i = 0; i < size.regions; ++i) {
    const Hunted hunted(people, cells, size.days, seed + i);
    sum.without += std::max(hunted.found_blindly(), hunted.found_in_others()) / size.regions;
    sum.released += hunted.found(rules, probe) / size.regions;
    sum.exactly += hunted.found_in_truth() / size.regions;
  }
  return sum;
}

}  // namespace

AuditCheck check_trajectory(const NoiseRules& rules, std::uint64_t seed, const Probe& probe,
                            const TrajectorySize& size) {
  AuditCheck check{.name = "trajectory",
                   .attacker =
                       "Somebody puts people's ways together again from the hourly numbers "
                       "of cells.",
                   .defence = "Noise in each number, and nothing of small ones.",
                   .said =
                       "In the plot: 1 and 2 thinly, 3 and 4 densely populated; 2 and 4 what "
                       "exact numbers would give."};
  if (!rules.of(Statistic::presence)) {
    check.said = "Presence is not released.";
    return check;
  }
  const Shares sparse = shares(rules, seed, probe, size.sparse_people, size.sparse_cells, size);
  const Shares dense = shares(rules, seed, probe, size.dense_people, size.dense_cells, size);
  check.figures = {{.what = "lift over others' numbers or none, thinly populated",
                    .measured = sparse.lift(),
                    .bound = kMostLift},
                   {.what = "lift over others' numbers or none, densely populated",
                    .measured = dense.lift(),
                    .bound = kMostLift}};
  check.plots = {{.title = "Hours of people's ways that are found",
                  .x_label = "region and release",
                  .y_label = "lift over others' numbers or none",
                  .series = {{.name = "lift",
                              .x = {1, 2, 3, 4},
                              .y = {sparse.lift(), sparse.exactly - sparse.without, dense.lift(),
                                    dense.exactly - dense.without}}}}};
  check.judge("The numbers tell people's ways: they need more noise or higher thresholds.");
  return check;
}

}  // namespace celltally

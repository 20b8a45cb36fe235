#include "cli/flow_accuracy.hpp"

#include <map>
#include <string_view>

#include "cli/accuracy_figures.hpp"

namespace celltally {

namespace {

Ratio common_part(const Comparison::Pairs& pairs) {
  const auto figures = AccuracyFigures::of(pairs);
  return ratio(2 * figures.shared, figures.truth + figures.counted);
}

struct WaysFrom {
  std::uint64_t rows = 0;
  std::uint64_t ways = 0;
  bool large() const { return rows > 0 && ways >= FlowAccuracy::kLargeMean * rows; }
};

}  // namespace

FlowAccuracy FlowAccuracy::of(const Comparison::OfStatistic& flows) {
  std::map<std::string_view, WaysFrom> zones;
  for (const Comparison::Pair& pair : flows.pairs) {
    if (pair.truth == 0) continue;
    ++zones[pair.place].rows;
    zones[pair.place].ways += pair.truth;
  }
  Comparison::Pairs of_large;
  for (const Comparison::Pair& pair : flows.pairs) {
    const auto zone = zones.find(pair.place);
    if (zone != zones.end() && zone->second.large()) of_large.push_back(pair);
  }
  FlowAccuracy accuracy;
  accuracy.common_part = celltally::common_part(flows.pairs);
  accuracy.common_part_of_large = celltally::common_part(of_large);
  accuracy.zones = zones.size();
  for (const auto& [name, zone] : zones) accuracy.large_zones += zone.large() ? 1u : 0u;
  return accuracy;
}

}  // namespace celltally

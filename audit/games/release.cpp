#include "audit/games/release.hpp"

#include <memory>
#include <utility>

#include "disclose/window_gate.hpp"
#include "noise/randomness_failed.hpp"

namespace celltally {

namespace {

SeenRow seen(const ReleasedCount& count) {
  return {.key = count.key(),
          .state = count.state(),
          .value = count.value().value_or(0),
          .sigma = count.sigma_tenths() / 10.0,
          .rest_of = count.rest_of()};
}

}  // namespace

Probe probe_of(RandomSource& random) {
  return [&random](const NoiseRules& rules, const PlaceList& list) -> Release {
    auto gate = std::make_shared<WindowGate>(rules, std::vector<Detail>{}, random);
    gate->use_list(0, list);
    return [gate](const ClosedWindow& exact) {
      while (!gate->draw_ahead()) {
      }
      const auto released = gate->release(exact);
      if (!released) throw RandomnessFailed{"there is no noise for the window"};
      std::vector<SeenRow> rows;
      rows.reserve(released->counts.size());
      for (const ReleasedCount& count : released->counts) rows.push_back(seen(count));
      return rows;
    };
  };
}

NoiseRules only(const NoiseRules& rules, Statistic statistic) {
  NoiseRules some = rules;
  for (std::size_t i = 0; i < kStatistics; ++i) {
    if (static_cast<Statistic>(i) != statistic) some.families[i].reset();
  }
  return some;
}

}  // namespace celltally

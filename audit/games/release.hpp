#pragma once

#include <functional>
#include <vector>

#include "aggregate/closed_window.hpp"
#include "audit/games/seen_row.hpp"
#include "disclose/noise_rules.hpp"
#include "disclose/place_list.hpp"
#include "noise/random_source.hpp"

namespace celltally {

// What becomes of exact windows on their way out. Call it once for each window, in the order of
// time.
using Release = std::function<std::vector<SeenRow>(const ClosedWindow&)>;

// A probe that was just started with these rules and this list. A game takes one, so that a test
// can hand it a probe without a defence.
using Probe = std::function<Release(const NoiseRules&, const PlaceList&)>;

// The product's: WindowGate, nothing else. Borrows the source; throws RandomnessFailed when that
// has none.
Probe probe_of(RandomSource& random);

// The rules of one statistic alone, with what is not about statistics: noise for tables that nobody
// looks at need not be drawn. REQUIRES: rules.of(statistic).
NoiseRules only(const NoiseRules& rules, Statistic statistic);

}  // namespace celltally

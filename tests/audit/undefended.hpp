#pragma once

#include <algorithm>
#include <cstdint>
#include <ostream>
#include <vector>

#include "audit/audit_check.hpp"
#include "audit/games/release.hpp"
#include "disclose/listed_places.hpp"

namespace celltally::test {

// Probes without a defence, for which an attack has to succeed.

inline std::uint64_t people_at(const ClosedWindow& exact, const TallyKey& key) {
  for (const Tally& tally : exact.tallies) {
    if (tally.key == key) return tally.people;
  }
  return 0;
}

// Numbers of fewer than `people_min` are withheld; nothing else happens to them. With 0: exact.
inline Probe threshold_probe(std::uint64_t people_min) {
  return [people_min](const NoiseRules&, const PlaceList& list) -> Release {
    return [people_min, places = ListedPlaces{list}](const ClosedWindow& exact) {
      std::vector<SeenRow> rows;
      for (const ListedPlaces::Listed& each : places.of(exact.statistic)) {
        const TallyKey key{.place = each.place};
        const std::uint64_t people = people_at(exact, key);
        const bool told = people >= people_min;
        rows.push_back({.key = key,
                        .state = told ? ReleaseState::published : ReleaseState::withheld,
                        .value = told ? people : 0});
      }
      return rows;
    };
  };
}

inline Probe exact_probe() {
  return threshold_probe(0);
}

// The product, with noise of a tenth of the width that the rules say. Borrows the source.
inline Probe narrow_probe(RandomSource& random) {
  return [&random](NoiseRules rules, const PlaceList& list) {
    for (auto& family : rules.families) {
      if (family) family->noise.scale.tenths = std::max(1U, family->noise.scale.tenths / 10);
    }
    return probe_of(random)(rules, list);
  };
}

// A check's figures as lines.
struct Figures {
  const AuditCheck& check;

  friend std::ostream& operator<<(std::ostream& out, const Figures& figures) {
    out << figures.check.name << '\n';
    for (const AuditCheck::Figure& each : figures.check.figures) {
      const bool at_most = each.mark == AuditCheck::Figure::Mark::at_most;
      out << "  " << each.what << ": " << each.measured << (at_most ? " <= " : " >= ") << each.bound
          << '\n';
    }
    return out;
  }
};

// Figures that are on the wrong side of their marks.
inline std::size_t failures(const AuditCheck& check) {
  return static_cast<std::size_t>(
      std::count_if(check.figures.begin(), check.figures.end(),
                    [](const AuditCheck::Figure& figure) { return !figure.holds(); }));
}

inline bool passed(const AuditCheck& check) {
  return check.verdict == AuditCheck::Verdict::passed;
}
inline bool failed(const AuditCheck& check) {
  return check.verdict == AuditCheck::Verdict::failed;
}

}  // namespace celltally::test

#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <vector>

#include "aggregate/draw.hpp"
#include "tests/aggregate/obvious_visits.hpp"
#include "vocabulary/gap_class.hpp"
#include "vocabulary/signalling_event.hpp"

namespace celltally::test {

// What is known of one person of a day, from the list of their events.
struct ObviousPerson {
  ObviousVisits visits;
  std::vector<std::int64_t> seconds;  // of events, in the order of arrival
  std::uint32_t draw = 0;
  std::optional<bool> guest;
  std::uint32_t country = 0;
  bool machine = false;
  bool lone = false;

  void see(const SignallingEvent& event, std::int64_t second) {
    if (seconds.empty()) draw = draw_of(event);
    lone = visits.visits().empty() && event.known_by == KnownBy::temporary &&
           (event.kind == EventKind::area_update || event.kind == EventKind::periodic_update);
    machine = machine || event.machine != MachineHint::none;
    if (!guest && event.home.known() && event.cell.plmn().known()) {
      guest = event.home.mcc() != event.cell.plmn().mcc();
      country = *guest ? event.home.mcc() : 0;
    }
    seconds.push_back(second);
    visits.see({.second = second,
                .cell = event.cell,
                .rank = event.presence == Presence::exact  ? 0
                        : event.presence == Presence::area ? 2
                                                           : 1,
                .arrives = event.kind == EventKind::attach,
                .leaves = event.presence == Presence::leaves});
  }

  std::vector<std::int64_t> gaps() const {
    std::vector<std::int64_t> gaps;
    std::int64_t latest = seconds.front();
    for (const std::int64_t second : seconds) {
      if (second - latest >= 60) gaps.push_back(second - latest);
      latest = std::max(latest, second);
    }
    std::sort(gaps.begin(), gaps.end());
    return gaps;
  }

  std::optional<GapClass> gap_class() const {
    const auto all = gaps();
    if (all.empty()) return std::nullopt;
    return gap_class_of(all[(all.size() - 1) / 2]);
  }

  std::optional<Place> at(std::int64_t second) const {
    return visits.at(second, lone ? 1800 : 3600);
  }
};

}  // namespace celltally::test

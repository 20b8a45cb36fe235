#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <set>
#include <vector>

#include "aggregate/draw.hpp"
#include "tests/aggregate/obvious_visits.hpp"
#include "vocabulary/gap_class.hpp"
#include "vocabulary/signalling_event.hpp"

namespace celltally::test {

// What is known of one person of a day, from the list of their events.
struct ObviousPerson {
  ObviousVisits visits;
  std::vector<std::int64_t> seconds;  // of events in cells, in the order of arrival
  std::vector<std::int64_t> acts;     // likewise, also without a cell
  std::vector<std::int64_t> reports;  // of the cell
  std::uint32_t draw = 0;
  std::optional<bool> guest;
  std::uint32_t country = 0;
  bool machine = false;
  bool temporary = false;
  bool first_update = false;
  bool last_update = false;

  void see(const SignallingEvent& event, std::int64_t second) {
    if (seconds.empty()) draw = draw_of(event);
    temporary = event.known_by == KnownBy::temporary;
    const bool update = event.kind == EventKind::periodic_update;
    const auto& before = visits.visits();
    if (before.empty() || second >= before.back().back().second) last_update = update;
    if (before.empty() || second < before.front().front().second) first_update = update;
    note(event.kind, second);
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

  void note(EventKind kind, std::int64_t second) {
    static const std::set<EventKind> kActs{
        EventKind::service_request, EventKind::session_new, EventKind::session_modify,
        EventKind::session_end,     EventKind::call,        EventKind::text};
    if (kActs.contains(kind)) acts.push_back(second);
    if (kind == EventKind::location_report) reports.push_back(second);
  }

  static std::vector<std::int64_t> gaps_of(const std::vector<std::int64_t>& seconds) {
    std::vector<std::int64_t> gaps;
    std::int64_t latest = seconds.empty() ? 0 : seconds.front();
    for (const std::int64_t second : seconds) {
      if (second - latest >= 60) gaps.push_back(second - latest);
      latest = std::max(latest, second);
    }
    std::sort(gaps.begin(), gaps.end());
    return gaps;
  }

  std::optional<GapClass> gap_class() const {
    const auto all = gaps_of(seconds);
    if (all.empty()) return std::nullopt;
    return gap_class_of(all[(all.size() - 1) / 2]);
  }

  // As far as is known: said to be a thing, or as regular as a meter and always in one cell.
  bool seems_a_machine() const {
    if (machine) return true;
    const auto gaps = gaps_of(acts.empty() ? reports : acts);
    if (gaps.size() < 8) return false;
    double sum = 0, squares = 0;
    for (const std::int64_t gap : gaps) {
      const auto g = static_cast<double>(gap);
      sum += g;
      squares += g * g;
    }
    const double mean = sum / static_cast<double>(gaps.size());
    const double variance = squares / static_cast<double>(gaps.size()) - mean * mean;
    if (variance >= 0.01 * mean * mean) return false;
    const auto& all = visits.visits();
    return std::all_of(all.begin(), all.end(), [&](const ObviousVisits::Visit& visit) {
      return visit.front().cell == all.front().front().cell;
    });
  }

  std::optional<Place> at(std::int64_t second) const {
    if (!temporary) return visits.at(second, 3600, 3600);
    return visits.at(second, first_update ? 1800 : 450, last_update ? 1800 : 450);
  }
};

}  // namespace celltally::test

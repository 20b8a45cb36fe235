#include "aggregate/day_count.hpp"

#include <utility>

namespace celltally {

namespace {

ClosedWindow closed(Statistic statistic, Window window, std::vector<Tally> tallies) {
  ClosedWindow made;
  made.statistic = statistic;
  made.window = window;
  made.tallies = std::move(tallies);
  return made;
}

}  // namespace

DayCount::DayCount(const DayParts& parts, CountLevel level, std::span<const CellSite> cells,
                   const ContributionCaps& caps)
    : parts_(parts),
      places_(level, cells),
      dwell_(places_, caps.dwell),
      flows_(parts_, places_, caps.flows),
      origins_(places_, caps.origin),
      roamers_(places_, caps.roamers),
      segments_(parts_, places_, caps.segments),
      visitors_(places_, caps.visitors) {}

void DayCount::add(const PersonDay& person) {
  const ReadDay day = reader_.read(person.visits);
  dwell_.add(person, day);
  flows_.add(person, day);
  origins_.add(person, day);
  quality_.add(person);
  roamers_.add(person, day);
  segments_.add(person, day);
  visitors_.add(person, day);
}

std::vector<ClosedWindow> DayCount::windows() const {
  const Window day = parts_.day();
  std::vector<ClosedWindow> windows;
  windows.push_back(closed(Statistic::dwell, day, dwell_.tallies()));
  for (std::size_t part = 0; part < DayParts::kParts; ++part) {
    if (parts_.empty(part)) continue;
    windows.push_back(closed(Statistic::flows, parts_.window(part), flows_.tallies(part)));
  }
  windows.push_back(closed(Statistic::origin, day, origins_.tallies()));
  windows.push_back(closed(Statistic::quality, day, quality_.tallies()));
  windows.push_back(closed(Statistic::roamers, day, roamers_.tallies()));
  for (std::size_t part = 0; part < DayParts::kParts; ++part) {
    if (parts_.empty(part)) continue;
    windows.push_back(closed(Statistic::segments, parts_.window(part), segments_.tallies(part)));
  }
  windows.push_back(closed(Statistic::visitors, day, visitors_.tallies()));
  return windows;
}

}  // namespace celltally

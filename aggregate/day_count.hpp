#pragma once

#include <span>
#include <vector>

#include "aggregate/closed_window.hpp"
#include "aggregate/contribution_caps.hpp"
#include "aggregate/day_parts.hpp"
#include "aggregate/day_places.hpp"
#include "aggregate/day_reader.hpp"
#include "aggregate/dwell.hpp"
#include "aggregate/flows.hpp"
#include "aggregate/origins.hpp"
#include "aggregate/person_day.hpp"
#include "aggregate/quality.hpp"
#include "aggregate/roamers.hpp"
#include "aggregate/segments.hpp"
#include "aggregate/visitors.hpp"
#include "vocabulary/cell_site.hpp"
#include "vocabulary/count_level.hpp"

namespace celltally {

// Counts out a day when it is over, person by person, in any order: dwell, flows, origin, quality,
// roamers, segments and visitors. What one person adds to each table is bounded (Contribution), so
// every value is also the number of people behind it. One thread. Room: 36 octets a place and
// some 60 a pair of zones, or zone and detail, that occurs.
class DayCount {
 public:
  // `level`: of dwell and visitors; the others tell of zones. `cells`: by Visit::cell, all of the
  // people's; read here only.
  DayCount(const DayParts& parts, CountLevel level, std::span<const CellSite> cells,
           const ContributionCaps& caps = {});
  DayCount(const DayCount&) = delete;
  DayCount& operator=(const DayCount&) = delete;

  // Not machines.
  void add(const PersonDay& person);

  // By statistic, then time; flows and segments for each part of the day that is not empty. The
  // caller fills in `captured`, `edition` and, of visitors, `cells_seen` and `people`.
  std::vector<ClosedWindow> windows() const;

 private:
  DayParts parts_;
  DayPlaces places_;
  DayReader reader_{parts_, places_};
  Dwell dwell_;
  Flows flows_;
  Origins origins_;
  Quality quality_;
  Roamers roamers_;
  Segments segments_;
  Visitors visitors_;
};

}  // namespace celltally

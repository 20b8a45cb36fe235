#pragma once

#include <string>
#include <vector>

#include "cli/report_day.hpp"

namespace celltally {

// How many were at one place through a day: of each hour the largest of its windows.
struct DayCurve {
  std::string place;
  std::vector<Figure> hours;
  Figure most;
  Window at;  // when there were most, the first of equals

  // The places of presence or machines, the fullest first.
  static std::vector<DayCurve> of(const ReportDay& day, const Report& report, Statistic statistic);
};

}  // namespace celltally

#pragma once

#include <cstdint>
#include <vector>

#include "cli/figure.hpp"
#include "cli/report.hpp"

namespace celltally {

// A report laid out for reading: one day after the other, in each the cells in order, of each cell
// its hours.
class DayTable {
 public:
  struct Line {
    std::uint32_t place = 0;
    std::uint32_t window = 0;  // the hour; the day, when nothing is known of the cell all day
    bool first_of_cell = false;
    Figure people;
    Figure visitors;  // of the day; given on the first line of a cell only
    Figure events;
  };
  struct Day {
    Window window;
    std::vector<Line> lines;
    std::vector<Window> silent;  // hours without data of any cell, neighbours merged; not in lines
  };

  // REQUIRES: `report` is sorted.
  static std::vector<Day> days_of(const Report& report);
};

}  // namespace celltally

#pragma once

#include <string>
#include <vector>

namespace celltally {

// One axis of a plot: from one round number to another, with a mark at each step.
struct PlotAxis {
  double step = 1;
  int first = 0;  // steps from zero to its low end
  int last = 1;   // likewise to its high end

  // Round numbers around all that is finite. `from_zero`: begins at zero where that does not
  // squeeze what is to be seen.
  static PlotAxis around(const std::vector<double>& values, bool from_zero);

  double low() const noexcept { return first * step; }
  double high() const noexcept { return last * step; }

  // 0 at the low end, 1 at the high one.
  double share(double value) const noexcept { return (value - low()) / (high() - low()); }
};

}  // namespace celltally
